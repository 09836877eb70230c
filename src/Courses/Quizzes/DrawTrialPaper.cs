using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Quizzes;

/// <summary>Draws a paper as a member would get it with this seed, from the files as they are. Nothing is stored.</summary>
public sealed class DrawTrialPaper(ContentFolder content, QuestionBanks banks)
{
    public Task<Outcome<TrialPaper>> RunAsync(string courseKey, string language, long seed, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Run(courseKey, language, seed));
    }

    private Outcome<TrialPaper> Run(string courseKey, string language, long seed)
    {
        var opened = CourseBank.Open(content, courseKey);
        if (opened.Value is not { } bank)
        {
            return opened.Refusal!;
        }

        return bank.Course.Quiz is { } rule && banks.Find(bank.Course, language) is { } questions
            ? TrialPaper.Of(questions, rule, seed)
            : new Refusal("Quiz.NotFound");
    }
}
