extension AuthorCheck {
  /// Two lessons of a course with one number: the number alone no longer names a lesson.
  func numberFaults() -> [AuthorFault] {
    guard isInCourse, let number = LessonName.number(of: lesson.name) else { return [] }
    let others = course.names.filter { $0 != lesson.name && LessonName.number(of: $0) == number }
    return others.map {
      fault(1, "\($0) has the number \(number) too; rename the folder of one of the two")
    }
  }
}
