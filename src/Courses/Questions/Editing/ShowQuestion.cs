using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Questions.Editing;

/// <param name="OnFile">Null where the bank has no such question, as before it is written.</param>
public sealed record ShownQuestion(BankOutline Bank, QuestionOnFile? OnFile);

/// <summary>One question for its author, from the file.</summary>
public sealed class ShowQuestion(ContentFolder content)
{
    public Task<Outcome<ShownQuestion>> RunAsync(string courseKey, string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var bank = CourseBank.Open(content, courseKey);
        return Task.FromResult<Outcome<ShownQuestion>>(bank.Value is { } open ? new ShownQuestion(BankOutline.Of(open), QuestionOnFile.Find(open, key)) : bank.Refusal!);
    }
}
