namespace Learning.Courses.Catalogue;

/// <summary>
/// What another folder has to say about a course before it is shown. The catalogue stands at the top of the stack and cannot
/// call the question bank; the question bank is handed to it as one of these.
/// </summary>
public interface ICourseCheck
{
    IEnumerable<ContentProblem> Check(Course course);
}
