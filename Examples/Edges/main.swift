print("edges")
