using Learning.Courses.Questions.FillIn;

namespace Learning.Courses.Questions;

/// <summary>Reads what was typed. It is kept as typed, because that is what the member will be shown again; it is folded only to be marked.</summary>
internal static class PostedTexts
{
    /// <summary>Stands between the answers of one question. No field can send it: control characters are taken out.</summary>
    public const char Between = '\u001F';

    /// <summary>Of an answer in one's own words; a short answer is no essay.</summary>
    public const int MaxText = 2000;

    public static Outcome<string> Line(string typed)
    {
        if (typed.Length > FillInText.MaxLength)
        {
            return new Refusal("Answer.TooLong", FillInText.MaxLength);
        }

        if (!FillInText.IsText(typed))
        {
            return new Refusal("Answer.NotUnderstood");
        }

        // A one-line field sends no control characters; PostgreSQL could not store a NUL.
        return new string([.. typed.Where(c => !char.IsControl(c))]).Trim();
    }

    /// <summary>An answer in one's own words. Lines may be broken; a browser sends them in the old way of typewriters.</summary>
    public static Outcome<string> Paragraphs(IReadOnlyList<string> posted)
    {
        var typed = posted.Count == 0 ? "" : posted[0].ReplaceLineEndings("\n");
        if (posted.Count > 1 || !FillInText.IsText(typed))
        {
            return new Refusal("Answer.NotUnderstood");
        }

        return typed.Length > MaxText ? new Refusal("Answer.TooLong", MaxText) : new string([.. typed.Where(c => c == '\n' || !char.IsControl(c))]).Trim();
    }

    /// <summary>One line at most, for the kinds that have one.</summary>
    public static Outcome<string> One(IReadOnlyList<string> posted) =>
        posted.Count > 1 ? new Refusal("Answer.NotUnderstood") : Line(posted.Count == 0 ? "" : posted[0]);

    /// <summary>Nothing at all is stored as the empty text, whatever the number of fields.</summary>
    public static string Join(IReadOnlyList<string> answers) => answers.All(a => a.Length == 0) ? "" : string.Join(Between, answers);

    /// <summary>As many answers as there are fields, empty ones where none is stored.</summary>
    public static IReadOnlyList<string> Split(string response, int count)
    {
        var stored = response.Split(Between);
        return [.. Enumerable.Range(0, count).Select(i => i < stored.Length ? stored[i] : "")];
    }
}
