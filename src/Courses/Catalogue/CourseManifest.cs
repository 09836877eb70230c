using System.Text.Json;

namespace Learning.Courses.Catalogue;

/// <summary>
/// What a course edition consists of, as canonical JSON (RFC 8785). Keys are sorted here and every value is a number or plain
/// ASCII, for which the serializer's own form is the canonical one.
/// </summary>
internal static class CourseManifest
{
    public static string Of(Course course)
    {
        var manifest = Sorted(
            ("v", 1),
            ("course", course.Key),
            ("theme", course.Theme),
            ("lessons", course.Lessons.Select(Of).ToList()),
            ("bank", Sorted([.. course.Banks.Select(b => (b.Key, (object)b.Value.Hash))])));
        if (course.Quiz is { } quiz)
        {
            manifest["quiz"] = Sorted(
                ("questions", quiz.Questions), ("pass-percent", quiz.PassPercent), ("minutes", quiz.Minutes), ("attempts", quiz.Attempts));
        }

        return JsonSerializer.Serialize(manifest);
    }

    private static SortedDictionary<string, object> Of(Lesson lesson) => Sorted(
        ("key", lesson.Key),
        ("minutes", lesson.Minutes),
        ("text", Sorted([.. lesson.Texts.Select(t => (t.Key, (object)t.Value.Hash))])));

    private static SortedDictionary<string, object> Sorted(params IEnumerable<(string Name, object Value)> members)
    {
        var sorted = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            sorted[name] = value;
        }

        return sorted;
    }
}
