using System.Text.RegularExpressions;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>Which courses and lessons there are, by the names of folders and files alone.</summary>
internal static partial class LessonFiles
{
    /// <summary>The lessons of one folder in order. Two files with one key or one number are reported: either could be meant.</summary>
    /// <param name="folder">Relative to the root: "party-history" or "party-history/en".</param>
    public static IReadOnlyList<LessonFile> In(string root, string folder, List<ContentProblem> problems)
    {
        var lessons = new List<LessonFile>();
        foreach (var name in MarkdownIn(Path.Combine(root, folder)).Where(n => n is not ("course.md" or ContentFile.QuestionFile)))
        {
            var match = FileName().Match(name);
            var lesson = new LessonFile(match.Groups["key"].Value, match.Groups["number"].Value, $"{folder}/{name}");
            if (!match.Success)
            {
                Report(lesson, "Content.LessonFileName", name);
            }
            else if (lessons.Exists(l => l.Name == lesson.Name))
            {
                Report(lesson, "Content.LessonRepeated", lesson.Name);
            }
            else if (lessons.Exists(l => l.Number == lesson.Number))
            {
                Report(lesson, "Content.NumberRepeated", lesson.Number);
            }
            else
            {
                lessons.Add(lesson);
            }
        }

        return lessons;

        void Report(LessonFile lesson, string code, string arg) => problems.Add(new ContentProblem(lesson.File, 1, code, [arg]));
    }

    /// <summary>The keys of all lessons on the disk, so that a link can be checked whatever the order of reading.</summary>
    public static IReadOnlySet<string> AllKeys(string root, IEnumerable<string> courses) =>
        courses.SelectMany(c => In(root, c, []).Select(l => $"{c}/{l.Name}")).ToHashSet(StringComparer.Ordinal);

    public static bool IsKey(string name) => Key().IsMatch(name);

    private static IEnumerable<string> MarkdownIn(string directory) => Directory.EnumerateFiles(directory, "*.md")
        .Select(f => Path.GetFileName(f)!)
        .Where(n => !n.StartsWith('.'))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<number>\d{2,3})-(?<key>(?=[a-z0-9-]{1,60}\.)[a-z0-9]+(-[a-z0-9]+)*)\.md$", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();

    // Keys are stored in columns of 60 and, with the course, 120 characters.
    [GeneratedRegex(@"^(?=.{1,50}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();
}

/// <param name="Name">The key of the lesson within its course.</param>
/// <param name="File">Relative to the root.</param>
internal sealed record LessonFile(string Name, string Number, string File);
