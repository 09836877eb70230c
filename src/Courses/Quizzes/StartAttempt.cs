using System.Security.Cryptography;
using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// Opens a sitting: draws the paper and fixes the deadline. A member has at most one open sitting of a quiz, and starting again
/// leads back to it, from a second tab as from a second click. One that is past its deadline is still the one to go to: its
/// result is seen before the next begins.
/// </summary>
public sealed class StartAttempt(CoursesDb db, SchoolCalendar calendar, ContentFolder content, QuestionBanks banks)
{
    private const int MaxTries = 5;

    /// <param name="device">See <see cref="Attempt.Device"/>.</param>
    public async Task<Outcome<Attempt>> RunAsync(MemberId member, string courseKey, string language, CancellationToken ct, string? device = null)
    {
        if (content.Current.FindCourse(courseKey) is not { Quiz: { } quiz } course || banks.Find(course, language) is not { } bank)
        {
            return new Refusal("Quiz.NotFound");
        }

        for (var tries = 1; ; tries++)
        {
            var allowed = await Allowed.FindAsync(db, member, courseKey, ct);
            var earlier = await db.Attempts
                .Where(a => a.MemberId == member && a.CourseKey == courseKey)
                .OrderBy(a => a.Number)
                .Select(a => new { a.Id, a.FinishedAt })
                .ToListAsync(ct);
            if (earlier.Find(a => a.FinishedAt is null) is { } open)
            {
                return (await db.Attempts.AsNoTracking().FindOwnAsync(member, open.Id, ct))!;
            }

            if (earlier.Count >= quiz.Attempts + allowed.ExtraAttempts)
            {
                return new Refusal("Quiz.NoAttemptsLeft", quiz.Attempts + allowed.ExtraAttempts);
            }

            if (allowed.RefuseToday(quiz.Days, calendar.Today()) is { } closed)
            {
                return closed;
            }

            try
            {
                return await OpenAsync(member, course, quiz with { Minutes = quiz.Minutes + allowed.ExtraMinutes }, bank, earlier.Count + 1, device, ct);
            }
            catch (DbUpdateException) when (tries < MaxTries)
            {
                // Another click opened the same number, or another member was the first to need the same question. Look again.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Attempt> OpenAsync(MemberId member, Course course, QuizSettings quiz, QuestionBank bank, int number, string? device, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        var paper = DrawPaper.Run(bank, quiz, seed);
        await KeptQuestions.KeepAsync(db, bank, paper, now, ct);
        var attempt = new Attempt(RowId.At(now), member, course.Key, course.Hash, number, quiz.PassPercent, seed, now, now.AddMinutes(quiz.Minutes), paper, quiz.GraceSeconds, device: device);
        db.Attempts.Add(attempt);
        await db.SaveChangesAsync(ct);
        return attempt;
    }
}
