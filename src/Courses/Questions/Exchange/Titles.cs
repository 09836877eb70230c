using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>A question in a few words, for lists.</summary>
internal static class Titles
{
    private const int Most = 60;

    public static string Of(Question question) => Short(Whole(question));

    public static string Whole(Question question) => PlainText.Line(question.Stem, new LossList());

    public static string Short(string text)
    {
        var line = PlainText.Clean(text).Replace('\n', ' ');
        return line.Length <= Most ? line : string.Concat(line.EnumerateRunes().Take(Most).Select(r => r.ToString())) + "…";
    }
}
