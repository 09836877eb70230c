using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes.Revisions;

/// <summary>The two questions a revision stands between: as it marked, and as it is to mark.</summary>
public sealed record RevisionPair(QuestionVersion Version, Question From, Question To, MarkedBy Target);

/// <summary>Finds what a revision leads to, or says why there is no such revision.</summary>
internal sealed class RevisionSides(CoursesDb db, ContentFolder content, QuestionBanks banks)
{
    public async Task<Outcome<RevisionPair>> FindAsync(RevisionInput input, CancellationToken ct)
    {
        if (content.Current.FindCourse(input.CourseKey) is not { } course
            || await db.QuestionVersions.AsNoTracking().SingleOrDefaultAsync(q => q.Hash == input.From.Hash && q.CourseKey == input.CourseKey, ct) is not { } version)
        {
            return new Refusal("Revision.NoSuchQuestion");
        }

        if (!RevisionReasons.All.Contains(input.ReasonCode))
        {
            return new Refusal("Revision.NoSuchReason");
        }

        return input.MakesVoid ? Void(input, version) : Corrected(input, version, course);
    }

    public async Task<RevisionPair> OfAsync(Revision revision, CancellationToken ct)
    {
        var versions = await db.QuestionVersions.AsNoTracking().Where(q => q.Hash == revision.FromHash || q.Hash == revision.ToHash).ToDictionaryAsync(q => q.Hash, ct);
        return new RevisionPair(versions[revision.FromHash], Question.From(versions[revision.FromHash]), Question.From(versions[revision.ToHash]), revision.To);
    }

    private static Outcome<RevisionPair> Void(RevisionInput input, QuestionVersion version) => input.From.IsVoid
        ? new Refusal("Revision.NothingChanges")
        : new RevisionPair(version, Question.From(version), Question.From(version), input.From with { IsVoid = true });

    private Outcome<RevisionPair> Corrected(RevisionInput input, QuestionVersion version, Course course)
    {
        if (Current(course, version) is not { } now)
        {
            return new Refusal("Revision.NotInBank", version.QuestionKey);
        }

        var pair = new RevisionPair(version, Question.From(version), now.Question, new MarkedBy(now.Hash, false));
        return pair.Target == input.From ? new Refusal("Revision.NothingChanges")
            : CarryAnswer.Run(pair.From, pair.To, "", "") is { Refusal: { Code: "Carry.KindDiffers" or "Carry.PointsDiffer" or "Carry.NotThisKind" } refusal } ? refusal
            : pair;
    }

    /// <summary>The question of that key in the bank of that language, as it is now.</summary>
    internal BankQuestion? Current(Course course, QuestionVersion version) =>
        banks.Find(course, version.Language) is { } bank && bank.Language == version.Language
            ? bank.Questions.FirstOrDefault(q => q.Question.Key == version.QuestionKey)
            : null;
}
