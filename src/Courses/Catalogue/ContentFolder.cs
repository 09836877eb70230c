using Learning.Courses.Catalogue.Reading;

namespace Learning.Courses.Catalogue;

/// <summary>
/// The content folder, read into one snapshot at a time. A course with a mistake in any of its files is shown as it last was
/// without one; the snapshot says what is wrong.
/// </summary>
/// <param name="checks">What other folders ask of a course.</param>
/// <param name="shelf">Where courses without fault are put by, so that a mistake saved before a restart does not take a course away. None when only checking.</param>
public sealed class ContentFolder(string path, IEnumerable<ICourseCheck> checks, Shelf? shelf = null)
{
    private readonly string root = Path.GetFullPath(path);
    private readonly List<ICourseCheck> checks = [.. checks];
    private readonly Lock oneAtATime = new();
    private volatile Snapshot? current;

    public string Root => root;

    public Snapshot Current => current ?? Reload();

    /// <summary>Reads everything again and puts the new snapshot in place of the old one.</summary>
    public Snapshot Reload()
    {
        lock (oneAtATime)
        {
            return current = Read(current ?? Snapshot.Empty);
        }
    }

    /// <summary>What the checks would say of a course if its files had it so.</summary>
    public IReadOnlyList<ContentProblem> Check(Course course) => [.. checks.SelectMany(c => c.Check(course))];

    /// <summary>One course as its files are now, before the checks of others; null where there is no such folder.</summary>
    internal CourseReading? ReadNow(string courseKey)
    {
        var names = CourseNames([]);
        return names.Contains(courseKey) ? new CourseReader(root, courseKey, LessonFiles.AllKeys(root, names)).Read() : null;
    }

    private Snapshot Read(Snapshot before)
    {
        try
        {
            return ReadCourses(before);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder itself is gone or unreadable, perhaps for a moment: everything stays as it was.
            return new Snapshot(before.Courses, [new ContentProblem(".", 1, "Content.Unreadable", [e.Message])]);
        }
    }

    private Snapshot ReadCourses(Snapshot before)
    {
        var problems = new List<ContentProblem>();
        var courses = new List<Course>();
        var names = CourseNames(problems);
        var lessons = LessonFiles.AllKeys(root, names);
        foreach (var name in names)
        {
            var reading = ReadCourse(root, name, lessons);
            problems.AddRange(reading.Problems);
            if (reading.Course is { } course)
            {
                shelf?.Keep(root, course.Key);
            }

            if ((reading.Course ?? before.FindCourse(name) ?? FromShelf(name, lessons)) is { } shown)
            {
                courses.Add(shown);
            }
        }

        return new Snapshot(courses, problems);
    }

    private List<string> CourseNames(List<ContentProblem> problems)
    {
        var names = Directory.EnumerateDirectories(root).Select(d => Path.GetFileName(d)!).Where(n => !n.StartsWith('.')).Order(StringComparer.Ordinal).ToList();
        problems.AddRange(names.Where(n => !LessonFiles.IsKey(n)).Select(n => new ContentProblem(n, 1, "Content.CourseFolderName", [n])));
        return names.FindAll(LessonFiles.IsKey);
    }

    private CourseReading ReadCourse(string folder, string name, IReadOnlySet<string> lessons)
    {
        var read = new CourseReader(folder, name, lessons).Read();
        var problems = read.Course is { } course ? Check(course) : [];
        return problems.Count == 0 ? read : new CourseReading(null, problems);
    }

    private Course? FromShelf(string name, IReadOnlySet<string> lessons) =>
        shelf is not null && shelf.Has(name) ? ReadCourse(shelf.Root, name, lessons).Course : null;
}
