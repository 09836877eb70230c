using System.Globalization;
using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Questions.Editing;

/// <param name="Draft">An example of its kind to write over, with the next free id.</param>
public sealed record BlankQuestion(BankOutline Bank, QuestionDraft Draft);

/// <summary>What a new question begins with. Nothing is reserved and nothing written.</summary>
public sealed class NewQuestion(ContentFolder content)
{
    public Task<Outcome<BlankQuestion>> RunAsync(string courseKey, QuestionKind kind, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var bank = CourseBank.Open(content, courseKey);
        return Task.FromResult<Outcome<BlankQuestion>>(bank.Value is { } open ? Blank(open, kind) : bank.Refusal!);
    }

    private static BlankQuestion Blank(CourseBank bank, QuestionKind kind)
    {
        var outline = BankOutline.Of(bank);
        var lesson = bank.Questions.Questions.Select(q => q.Question.LessonKey.Split('/')[^1]).LastOrDefault(outline.Lessons[^1].Name);
        var body = KindExamples.Of(kind, Languages.Chinese);
        return new BlankQuestion(outline, new QuestionDraft(
            NextKey(bank), KindRoles.Of(kind).Word, lesson, "", "", "", body, outline.HasTranslation ? KindExamples.Of(kind, Languages.English) : ""));
    }

    /// <summary>"ph-051" is followed by "ph-052": as the last question of the bank that ends with a number, and behind the greatest of its row.</summary>
    private static string NextKey(CourseBank bank)
    {
        var keys = bank.Questions.Questions.Select(q => Parted(q.Question.Key)).ToList();
        if (keys.FindLast(k => k.Digits > 0) is not { Digits: > 0 } last)
        {
            return $"{bank.Course.Key}-001";
        }

        var greatest = keys.Where(k => k.Start == last.Start).Max(k => k.Number);
        return last.Start + (greatest + 1).ToString(CultureInfo.InvariantCulture).PadLeft(last.Digits, '0');
    }

    private static (string Start, int Digits, long Number) Parted(string key)
    {
        var start = key.TrimEnd("0123456789".ToCharArray());
        return long.TryParse(key.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (start, key.Length - start.Length, number) : (key, 0, 0);
    }
}
