namespace Learning.Courses.Catalogue;

/// <summary>All courses at one moment, and what is wrong with the files. A request keeps one and is not disturbed by a change.</summary>
public sealed class Snapshot
{
    private readonly Dictionary<string, Course> courses;
    private readonly Dictionary<string, Lesson> lessons;

    public Snapshot(IEnumerable<Course> courses, IReadOnlyList<ContentProblem> problems)
    {
        Courses = [.. courses.OrderBy(c => c.Order).ThenBy(c => c.Key, StringComparer.Ordinal)];
        Problems = problems;
        this.courses = Courses.ToDictionary(c => c.Key, StringComparer.Ordinal);
        lessons = Courses.SelectMany(c => c.Lessons).ToDictionary(l => l.Key, StringComparer.Ordinal);
    }

    public static Snapshot Empty { get; } = new([], []);

    public IReadOnlyList<Course> Courses { get; }

    /// <summary>Of all files. A course with a problem is shown as it was when it had none.</summary>
    public IReadOnlyList<ContentProblem> Problems { get; }

    public Course? FindCourse(string key) => courses.GetValueOrDefault(key);

    /// <param name="key">"course/lesson".</param>
    public Lesson? FindLesson(string key) => lessons.GetValueOrDefault(key);

    /// <param name="path">Within the course folder. Looked up, never joined to a path on the disk.</param>
    public FigureFile? FindFigure(string courseKey, string path) => FindCourse(courseKey)?.Figures.GetValueOrDefault(path);

    public IReadOnlyList<ContentProblem> ProblemsOf(string courseKey) =>
        [.. Problems.Where(p => p.File.StartsWith(courseKey + "/", StringComparison.Ordinal))];
}
