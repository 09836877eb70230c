using System.Net;
using CsCheck;
using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions.Exchange;

/// <summary>Questions of every kind that can be asked, whose texts hold everything that some format takes for a sign of its own.</summary>
internal static class HostileQuestions
{
    private static readonly string[] Pieces =
    [
        "党", "一大", "哪一年？", "a", "Z", "1", "42", "０", "Ａ", "，", "“强基”", " ", "  ", "　", "\u00A0", "*", "**", "_", "__", "___", "`", "``", "#", "####", "##", "-",
        "- [x] ", "[ ]", "[", "]", "[html]", "[markdown]", "[@id]", "(", ")", "](https://x.cn)", "!", "![", "<", ">", "<b>", "</p>", "<br>", "<!--", "&", "&amp;", "&#42;", "\\", "\\n", "\\=", "=",
        "~", "~%50%", "%", "%50%", "{", "}", "{.single}", ":", "::", ":::", "->", "//", "$CATEGORY: x", "$", "^^^", "|", "+", "1.", "1)", "12. ", "A.", "A) ", "ANSWER: B", "'", "\"", "=1+1", "]]>",
        "{1:SHORTANSWER:=x}", "---", "===", ">", "\t", "\u2028", "\u0007", "\uFDD3", "😀", "@", "。", "…", "²", ";", "；", "/", "?", "T", "TRUE", "_x0041_", "_x005F_",
    ];

    /// <summary>Words without any markup.</summary>
    public static Gen<string> Words { get; } = Gen.Int[0, Pieces.Length - 1].Array[1, 7].Select(indexes => string.Concat(indexes.Select(i => Pieces[i])));

    /// <summary>Words that no other option has and that hold something to see.</summary>
    public static Gen<string> Option(int number) => Words.Select(w => $"{w}项{number}");

    private static readonly Gen<string> Inline = Gen.OneOf(
        Words.Select(WebUtility.HtmlEncode).Select(w => w!),
        Words.Select(w => $"<strong>{WebUtility.HtmlEncode(w)}</strong>"),
        Words.Select(w => $"<em>{WebUtility.HtmlEncode(w)}</em>"),
        Words.Select(w => $"<b><i>{WebUtility.HtmlEncode(w)}</i></b>"),
        Words.Select(w => $"<code>{WebUtility.HtmlEncode(w)}</code>"),
        Words.Select(w => $"<a href=\"https://example.cn/?a=1&amp;b=2\">{WebUtility.HtmlEncode(w)}</a>"),
        Gen.Const("""<span class="math">\(\frac{1}{2} x_1 &lt; \{a, b\}\)</span>"""),
        Gen.Const("""<span class="math">\[\sum_{i=1}^{n} i\]</span>"""),
        Gen.Const("<br>"),
        Gen.Const("\n"));

    /// <summary>One paragraph of HTML.</summary>
    public static Gen<string> Html(string sure) => Inline.Array[1, 4].Select(parts => string.Concat(parts) + sure);

    public static Gen<string> Explanation { get; } = Html("解").Array[1, 3].Select(ps => ps.Length == 1
        ? $"<p>{ps[0]}</p>"
        : $"<p>{ps[0]}</p>\n<ul>\n{string.Concat(ps.Skip(1).Select(p => $"<li>{p}</li>\n"))}</ul>");

    private static readonly Gen<IReadOnlyList<QuestionOption>> Choices = Gen.Select(
        Enumerable.Range(0, 4).Select(i => Html($"项{i}")).Aggregate(Gen.Const<string[]>([]), (all, one) => Gen.Select(all, one, (a, o) => (string[])[.. a, o])),
        texts => (IReadOnlyList<QuestionOption>)[.. texts.Select((t, i) => new QuestionOption(t, i == 1))]);

    private static readonly Gen<string[]> Lines =
        Enumerable.Range(0, 3).Select(Option).Aggregate(Gen.Const<string[]>([]), (all, one) => Gen.Select(all, one, (a, o) => (string[])[.. a, o]));

    public static Gen<Question> Single { get; } = Of(QuestionKind.Single, Html("问"), Choices);

    public static Gen<Question> Multiple { get; } = Gen.Select(Of(QuestionKind.Multiple, Html("问"), Choices), Gen.Bool, (q, partial) => q with
    {
        Options = [.. q.Options.Select((o, i) => o with { Right = i is 1 or 3 })],
        Settings = Credits(partial, "partial"),
    });

    public static Gen<Question> TrueFalse { get; } = Gen.Select(Of(QuestionKind.TrueFalse, Html("问"), Choices), Gen.Bool, (q, right) => q with
    {
        Options = [new QuestionOption("正确", right), new QuestionOption("错误", !right)],
    });

    public static Gen<Question> FillIn { get; } = Gen.Select(Html("问"), Html("完"), Lines, Explanation, (before, after, lines, why) =>
        new Question("k-1", QuestionKind.FillIn, "history/one", NoBlank(before) + "____" + NoBlank(after), [.. lines.Select(l => new QuestionOption(l, true))], why));

    public static Gen<Question> Numeric { get; } = Gen.Select(Html("问"), Gen.Int[-999, 999], Gen.Int[0, 99], Explanation, (stem, value, by, why) =>
        new Question("k-1", QuestionKind.Numeric, "history/one", stem, [new($"{value}", true), new($"{value}.5 ± 0.{by:00}", true), new($"{value - 1}..{value + by}", true)], why));

    public static Gen<Question> Matching { get; } = Gen.Select(Of(QuestionKind.Matching, Html("问"), Choices), Lines, Gen.Bool, (q, lines, all) => q with
    {
        Options = [.. lines.Select((l, i) => new QuestionOption(l, true) { Match = $"答{i}" }), new QuestionOption("", true) { Match = "多余" }],
        Settings = Credits(all, "all"),
    });

    public static Gen<Question> Ordering { get; } = Gen.Select(Of(QuestionKind.Ordering, Html("问"), Choices), Gen.Bool, (q, partial) => q with
    {
        Options = [.. q.Options.Select(o => o with { Right = true })],
        Settings = Credits(partial, "partial"),
    });

    public static Gen<Question> Cloze { get; } = Gen.Select(Html("甲"), Html("乙"), Lines, Explanation, Gen.Bool, (one, two, lines, why, all) =>
        new Question(
            "k-1",
            QuestionKind.Cloze,
            "history/one",
            NoBlank(one) + "____" + NoBlank(two) + "____",
            [new(lines[0], true) { Group = 1 }, new("育", true) { Group = 1 }, new(lines[1], false) { Group = 2 }, new(lines[2], true) { Group = 2 }],
            why) { Settings = Credits(all, "all") });

    public static Gen<Question> Passage { get; } = Gen.Select(Html("一"), Html("二"), Single, Ordering, (one, two, first, second) =>
        new Question("k-1", QuestionKind.Passage, "history/one", one + "<br><br>" + two, [], "") { Parts = [first with { Key = "1" }, second with { Key = "2" }] });

    public static Gen<Question> ShortAnswer { get; } = Of(QuestionKind.ShortAnswer, Html("问"), Choices).Select(q => q with { Options = [.. q.Options.Select(o => o with { Right = true })] });

    public static IReadOnlyDictionary<QuestionKind, Gen<Question>> ByKind { get; } = new Dictionary<QuestionKind, Gen<Question>>
    {
        [QuestionKind.Single] = Single,
        [QuestionKind.Multiple] = Multiple,
        [QuestionKind.TrueFalse] = TrueFalse,
        [QuestionKind.FillIn] = FillIn,
        [QuestionKind.Numeric] = Numeric,
        [QuestionKind.Matching] = Matching,
        [QuestionKind.Ordering] = Ordering,
        [QuestionKind.Cloze] = Cloze,
        [QuestionKind.Passage] = Passage,
        [QuestionKind.ShortAnswer] = ShortAnswer,
    };

    /// <summary>The question as a bank has it.</summary>
    public static Question InBank(Question question)
    {
        var found = new List<string>();
        var text = BankWriter.Write(question, new LossList());
        var bank = KindBank.Read(text, found);
        Assert.True(found.Count == 0, $"{string.Join(", ", found)}\n{text}");
        return Assert.Single(bank.Questions).Question;
    }

    private static Gen<Question> Of(QuestionKind kind, Gen<string> stem, Gen<IReadOnlyList<QuestionOption>> options) =>
        Gen.Select(stem, options, Explanation, (s, o, why) => new Question("k-1", kind, "history/one", s, o, why));

    private static Dictionary<string, string> Credits(bool set, string value) => set ? new(StringComparer.Ordinal) { ["credit"] = value } : new(StringComparer.Ordinal);

    /// <summary>Underscores in a row are a blank, which is one too many here.</summary>
    private static string NoBlank(string html) => html.Replace("_", "", StringComparison.Ordinal);
}
