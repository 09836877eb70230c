using System.Globalization;

namespace Learning.Courses.Questions.Cloze;

/// <summary>Blank by blank: what was typed stays typed, what was picked is found again by its text.</summary>
internal static class ClozeCarry
{
    public static Outcome<Carried> Run(Question from, Question to, string response)
    {
        var (old, @new) = (ClozeBlank.Of(from), ClozeBlank.Of(to));
        if (old.Count != @new.Count || old.Zip(@new).Any(b => b.First.IsPicked != b.Second.IsPicked))
        {
            return new Refusal("Carry.BlanksDiffer");
        }

        var answers = PostedTexts.Split(response, old.Count);
        var carried = old.Zip(@new, (o, n) => (Old: o, New: n)).Select((b, i) => b.Old.IsPicked ? Pick(b.Old, b.New, answers[i]) : answers[i]).ToList();
        return carried.Find(c => c.Refusal is not null).Refusal is { } refusal
            ? refusal
            : new Carried("", PostedTexts.Join([.. carried.Select(c => c.Value!)]));
    }

    private static Outcome<string> Pick(ClozeBlank old, ClozeBlank @new, string answer)
    {
        var map = TextMap.Of(old.Lines.Select(l => l.Text), @new.Lines.Select(l => l.Text));
        if (@new.Lines.Select((line, index) => (line, index)).Any(l => l.line.Right && !map.Reaches(l.index)))
        {
            return new Refusal("Carry.RightNotOnPaper");
        }

        if (answer.Length == 0)
        {
            return "";
        }

        return map[int.Parse(answer, NumberStyles.None, CultureInfo.InvariantCulture)] is { } image
            ? image.ToString(CultureInfo.InvariantCulture)
            : new Refusal("Carry.OptionGone");
    }
}
