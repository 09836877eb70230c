using System.Security.Cryptography;
using Learning.Courses.Catalogue;
using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// Draws a paper for each of some members who will write by hand. Who has one that nobody has confirmed keeps it: asking twice
/// prints the same sheets.
/// </summary>
public sealed class IssuePapers(CoursesDb db, SchoolCalendar calendar, ContentFolder content, QuestionBanks banks)
{
    /// <summary>A hall full; more would be printed in several runs.</summary>
    private const int MostAtOnce = 200;

    public async Task<Outcome<IssuedPapers>> RunAsync(string courseKey, IReadOnlyCollection<MemberId> members, string language, CancellationToken ct)
    {
        if (content.Current.FindCourse(courseKey) is not { Quiz: { } quiz } course || banks.Find(course, language) is not { } bank)
        {
            return new Refusal("Quiz.NotFound");
        }

        if (members.Count is 0 or > MostAtOnce)
        {
            return new Refusal(members.Count == 0 ? "PaperQuiz.Nobody" : "PaperQuiz.TooMany", MostAtOnce);
        }

        var refused = new List<RefusedPaper>();
        var issued = new List<PaperSheet>();
        foreach (var member in members.Distinct())
        {
            var sheet = await OfAsync(member, course, quiz, bank, ct);
            if (sheet.Value is { } paper)
            {
                issued.Add(paper);
            }
            else
            {
                refused.Add(new RefusedPaper(member, sheet.Refusal!));
            }
        }

        return new IssuedPapers(issued, refused);
    }

    private async Task<Outcome<PaperSheet>> OfAsync(MemberId member, Course course, QuizSettings quiz, QuestionBank bank, CancellationToken ct)
    {
        if (member == db.Viewer.MemberId)
        {
            return new Refusal("PaperQuiz.OwnSheet");
        }

        var covered = await Responsibility.FindAsync(db, member, calendar.Today(), ct);
        if (covered.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await db.PaperSheets.AsNoTracking().FirstOrDefaultAsync(
            s => s.MemberId == member && s.CourseKey == course.Key && !db.PaperConfirmations.Any(c => c.SheetId == s.Id), ct) is { } open)
        {
            return open;
        }

        var most = quiz.Attempts + (await Allowed.FindAsync(db, member, course.Key, ct)).ExtraAttempts;
        if (await db.Attempts.CountAsync(a => a.MemberId == member && a.CourseKey == course.Key, ct) >= most)
        {
            return new Refusal("Quiz.NoAttemptsLeft", most);
        }

        var now = calendar.UtcNow();
        var seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        var paper = DrawPaper.Run(bank, quiz, seed);
        await KeptQuestions.KeepAsync(db, bank, paper, now, ct);
        var sheet = new PaperSheet(RowId.At(now), member, course.Key, course.Hash, quiz.PassPercent, seed, bank.Language, db.Viewer.MemberId, now, paper);
        db.PaperSheets.Add(sheet);
        await db.SaveChangesAsync(ct);
        return sheet;
    }
}

public sealed record IssuedPapers(IReadOnlyList<PaperSheet> Issued, IReadOnlyList<RefusedPaper> Refused);

public sealed record RefusedPaper(MemberId MemberId, Refusal Refusal);
