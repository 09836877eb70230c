using System.Text.Encodings.Web;
using System.Text.Json;

namespace Learning.Courses.Catalogue;

/// <summary>
/// What a course edition consists of, as canonical JSON (RFC 8785). Keys are sorted here and every value is a number, plain
/// ASCII or, as the theme of a draw, letters of any script, for which the serializer's form without escapes is the canonical one.
/// </summary>
internal static class CourseManifest
{
    private static readonly JsonSerializerOptions NoEscapes = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
            manifest["quiz"] = Of(quiz);
        }

        return JsonSerializer.Serialize(manifest, NoEscapes);
    }

    private static SortedDictionary<string, object> Of(QuizSettings quiz)
    {
        var said = Sorted(("questions", quiz.Questions), ("pass-percent", quiz.PassPercent), ("minutes", quiz.Minutes), ("attempts", quiz.Attempts));

        // What is as it always was is not written: editions from before there was a choice keep their hash.
        if (quiz.Blueprint is { } blueprint)
        {
            said["blueprint"] = blueprint.Items.Select(Of).ToList();
        }

        if (quiz.Shuffle != Shuffle.Both)
        {
            said["shuffle"] = quiz.Shuffle.ToString().ToLowerInvariant();
        }

        foreach (var (name, day) in new[] { ("opens", quiz.Days.From), ("closes", quiz.Days.To) })
        {
            if (day is { } limit)
            {
                said[name] = $"{limit:yyyy-MM-dd}";
            }
        }

        return said;
    }

    private static SortedDictionary<string, object> Of(BlueprintItem item) => item.IsFixed
        ? Sorted(("question", item.Question))
        : Sorted([("draw", (object)item.Draw), .. item.Criteria.Select(c => (c.Name, (object)c.Value))]);

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
