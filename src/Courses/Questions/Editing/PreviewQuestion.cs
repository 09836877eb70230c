using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Questions.Editing;

/// <summary>What a draft would be on a paper, or what is wrong with it.</summary>
public sealed record QuestionPreview(BankOutline Bank, Question? Question, Question? Translation, IReadOnlyList<DraftProblem> Problems);

/// <summary>Reads a draft as the bank would be read, and writes nothing.</summary>
public sealed class PreviewQuestion(ContentFolder content)
{
    public Task<Outcome<QuestionPreview>> RunAsync(string courseKey, QuestionDraft draft, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Run(courseKey, draft));
    }

    private Outcome<QuestionPreview> Run(string courseKey, QuestionDraft draft)
    {
        var bank = CourseBank.Open(content, courseKey);
        if (bank.Value is not { } open)
        {
            return bank.Refusal!;
        }

        var reading = DraftReading.Of(draft, open, null);
        return new QuestionPreview(BankOutline.Of(open), reading.Question, reading.Translation, reading.Problems);
    }
}
