using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions;

/// <summary>
/// Writes questions as authors write them: what <see cref="BankReader"/> makes of it is the question again. Texts may hold any
/// HTML; what a bank cannot show is reported and left out.
/// </summary>
public static class BankWriter
{
    /// <summary>One question with an empty line after it.</summary>
    public static string Write(Question question, LossList losses)
    {
        ArgumentNullException.ThrowIfNull(question);
        var ink = new BankInk(losses);
        List<string> blocks = [Heading(question)];
        if (question.Parts.Count == 0)
        {
            blocks[0] += "\n" + ink.Html(question.Stem);
            blocks.AddRange(ListAndExplanation(question, ink));
        }
        else
        {
            blocks[0] += "\n" + string.Join("\n\n", question.Stem.Split("<br><br>").Select(ink.Html));
            foreach (var part in question.Parts)
            {
                blocks.Add(Heading("###", part, "") + "\n" + ink.Html(part.Stem));
                blocks.AddRange(ListAndExplanation(part, ink));
            }
        }

        return string.Join("\n\n", blocks) + "\n\n";
    }

    /// <summary>The line above a question: "## ph-001 {.single lesson=founding}".</summary>
    internal static string Heading(Question question) =>
        Heading("##", question, $" lesson={question.LessonKey[(question.LessonKey.IndexOf('/', StringComparison.Ordinal) + 1)..]}{question.Tags.Written()}");

    private static string Heading(string level, Question question, string place)
    {
        var settings = string.Concat(question.Settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $" {s.Key}={s.Value}"));
        return $"{level} {question.Key} {{.{KindRoles.Of(question.Kind).Word}{settings}{place}}}";
    }

    private static IEnumerable<string> ListAndExplanation(Question question, BankInk ink)
    {
        yield return string.Join('\n', KindRoles.Of(question.Kind).WriteList(question, ink));
        yield return BankInk.Item("> ", ink.Blocks(question.Explanation), "> ");
    }
}

/// <summary>Writes texts in the Markdown of a bank, for the roles that know how their list is written.</summary>
public sealed class BankInk(LossList losses)
{
    /// <summary>HTML as one paragraph.</summary>
    public string Html(string html) => BankMarkdown.Inline(html, losses);

    /// <summary>Text without any markup, on one line.</summary>
    public static string Words(string text) => BankMarkdown.Words(PlainText.Clean(text).Replace('\n', ' '));

    internal string Blocks(string html) => BankMarkdown.Blocks(html, losses);

    /// <summary>An item of a list, whose further lines stand below its first.</summary>
    public static string Item(string sign, string text) => Item(sign, text, new string(' ', sign.Length - (sign.EndsWith("] ", StringComparison.Ordinal) ? "[x] ".Length : 0)));

    internal static string Item(string sign, string text, string others) => BlockMarks.Indented(text, sign, others);

    public string Ticked(string text, bool ticked) => Item(ticked ? "- [x] " : "- [ ] ", text);
}
