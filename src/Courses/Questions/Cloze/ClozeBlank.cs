using System.Globalization;
using Learning.Courses.Questions.FillIn;

namespace Learning.Courses.Questions.Cloze;

/// <summary>One blank: typed where all of its lines are ticked, picked from its lines where only some are.</summary>
internal sealed record ClozeBlank(int Number, IReadOnlyList<QuestionOption> Lines)
{
    public bool IsPicked => Lines.Any(o => !o.Right);

    public IReadOnlyList<string> Accepted => [.. Lines.Where(o => o.Right).Select(o => o.Text)];

    /// <summary>What is posted for it.</summary>
    public string RightAnswer => IsPicked ? Index(l => l.Right) : Lines[0].Text;

    /// <summary>What a translation must have too: the ticks of what is picked; the variants of what is typed differ by language.</summary>
    public string Pattern => IsPicked ? string.Concat(Lines.Select(o => o.Right ? '1' : '0')) : "typed";

    public static IReadOnlyList<ClozeBlank> Of(Question question) =>
        [.. question.Options.GroupBy(o => o.Group).OrderBy(g => g.Key).Select(g => new ClozeBlank(g.Key, [.. g]))];

    public bool IsRight(string answer) => IsPicked ? Picked(answer) is { Right: true } : FillInMarker.Accepts(Lines, answer);

    /// <summary>What a stored or posted answer picks; null for one that picks nothing.</summary>
    public QuestionOption? Picked(string answer) =>
        int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < Lines.Count ? Lines[index] : null;

    private string Index(Func<QuestionOption, bool> which) => Lines.ToList().FindIndex(l => which(l)).ToString(CultureInfo.InvariantCulture);
}
