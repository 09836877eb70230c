using Learning.Courses.Storage;

namespace Learning.Courses.Training;

public enum RegretBecause
{
    Work,
    Illness,
    Family,
    Away,

    /// <summary>Said in the words beside it.</summary>
    Other,
}

/// <summary>A member says that they cannot come to the class in which they have a place (我不能参加). The place stands until somebody has accepted it.</summary>
public sealed class Regret : IOfMember, IProvable
{
    public const int MaxWords = 200;

    /// <param name="take">1, or one more than the last one said of this place.</param>
    public Regret(Guid id, Enrolment place, int take, RegretBecause because, string words, ClassDays? impossible, DateTime recordedAt) =>
        (Id, MemberId, CohortId, EnrolmentId, Take, Because, Words, ImpossibleFrom, ImpossibleTo, RecordedAt) =
        (id, place.MemberId, place.CohortId, place.Id, take, because, words, impossible?.OpensOn, impossible?.ClosesOn, recordedAt);

    private Regret()
    {
        Words = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public Guid CohortId { get; private set; }
    public Guid EnrolmentId { get; private set; }

    /// <summary>(Place, take) is unique: two clicks at once write the same take, and one of them wins.</summary>
    public int Take { get; private set; }

    /// <summary>Reason and words are for those who answer and not for the ledger: somebody's illness is nobody else's business.</summary>
    public RegretBecause Because { get; private set; }
    public string Words { get; private set; }

    /// <summary>Days on which the member cannot come at all, beside those of the class itself; null for none named.</summary>
    public DateOnly? ImpossibleFrom { get; private set; }
    public DateOnly? ImpossibleTo { get; private set; }
    public DateTime RecordedAt { get; private set; }

    /// <summary>Null while nobody has answered, and where it was not loaded.</summary>
    public RegretEnd? End { get; private set; }

    /// <summary>The member has been erased: reason and words go, that they said so stays.</summary>
    internal void Forget() => (Because, Words) = (RegretBecause.Other, "");

    public bool Says(RegretBecause because, string words, ClassDays? impossible) =>
        Because == because && Words == words && ImpossibleFrom == impossible?.OpensOn && ImpossibleTo == impossible?.ClosesOn;

    public EvidenceFacts Evidence() => new(
        "regret.recorded",
        MemberId,
        MemberId,
        new Dictionary<string, object?> { ["place"] = EnrolmentId, ["from"] = ImpossibleFrom, ["to"] = ImpossibleTo });
}

public enum RegretAnswer
{
    /// <summary>The place is given up.</summary>
    Accepted,

    /// <summary>The member is to come all the same.</summary>
    Declined,

    /// <summary>The member can come after all.</summary>
    Withdrawn,
}

/// <summary>How a regret ended: answered by somebody who answers for the member, or withdrawn by the member.</summary>
public sealed class RegretEnd : IOfMember, IProvable
{
    public RegretEnd(Guid id, Regret regret, RegretAnswer answer, string words, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, RegretId, MemberId, Answer, Words, RecordedAt, RecordedBy) = (id, regret.Id, regret.MemberId, answer, words, recordedAt, recordedBy);

    private RegretEnd()
    {
        Words = "";
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: it ends once, even if the member withdraws while the secretary answers.</summary>
    public Guid RegretId { get; private set; }
    public MemberId MemberId { get; private set; }
    public RegretAnswer Answer { get; private set; }

    /// <summary>What the member is told beside the answer. Not for the ledger.</summary>
    public string Words { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    internal void Forget() => Words = "";

    public EvidenceFacts Evidence() => new(
        Answer switch
        {
            RegretAnswer.Accepted => "regret.accepted",
            RegretAnswer.Declined => "regret.declined",
            _ => "regret.withdrawn",
        },
        MemberId,
        RecordedBy,
        new Dictionary<string, object?> { ["regret"] = RegretId },
        Answer == RegretAnswer.Withdrawn ? RegretId : null);
}

public static class RegretQueries
{
    /// <summary>What waits for an answer: not ended, of a place that stands, in a class that has not begun.</summary>
    public static IQueryable<Regret> OpenRegrets(this CoursesDb db, DateOnly today) => db.Regrets.Where(r => r.End == null
        && db.Enrolments.Any(e => e.Id == r.EnrolmentId && e.GivenUp == null)
        && db.Cohorts.Any(c => c.Id == r.CohortId && c.State == CohortState.Planned && c.OpensOn > today));
}
