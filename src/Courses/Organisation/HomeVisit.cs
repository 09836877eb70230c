using Learning.Courses.Storage;

namespace Learning.Courses.Organisation;

/// <summary>
/// Study brought to the door of a member who cannot come (送学上门), as one person says who went. Stands unless a
/// <see cref="HomeVisitWithdrawal"/> names it.
/// </summary>
public sealed class HomeVisit : IOfMember, IProvable
{
    public const int StudiedLength = 200;

    /// <param name="take">1, or one more than the last visit of that day that was withdrawn.</param>
    public HomeVisit(
        Guid id, MemberId memberId, DateOnly visitedOn, MemberId visitedBy, DateTime recordedAt, string studied = "", MemberId? alongWith = null, int take = 1) =>
        (Id, MemberId, VisitedOn, VisitedBy, RecordedAt, Studied, AlongWith, Take) = (id, memberId, visitedOn, visitedBy, recordedAt, studied, alongWith, take);

    private HomeVisit()
    {
        Studied = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateOnly VisitedOn { get; private set; }

    /// <summary>Who went and says so.</summary>
    public MemberId VisitedBy { get; private set; }

    /// <summary>Who went along; null for nobody.</summary>
    public MemberId? AlongWith { get; private set; }

    /// <summary>What was studied, in words. Stays out of the ledger.</summary>
    public string Studied { get; private set; }

    /// <summary>(Member, day, take) is unique: two clicks at once write the same take, and one of them wins.</summary>
    public int Take { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "home-visit.recorded", MemberId, VisitedBy, new Dictionary<string, object?> { ["on"] = VisitedOn });

    /// <summary>The words go when the member is erased.</summary>
    internal void Forget() => Studied = "";
}

/// <summary>A second person, or the visited member, says that the visit was so.</summary>
public sealed class HomeVisitConfirmation : Confirmation
{
    public HomeVisitConfirmation(Guid id, HomeVisit visit, DateTime recordedAt, MemberId recordedBy)
        : base(id, visit.Id, visit.MemberId, recordedAt, recordedBy)
    {
    }

    private HomeVisitConfirmation()
    {
    }

    public override EvidenceFacts Evidence() => new(
        "home-visit.confirmed", MemberId, RecordedBy, new Dictionary<string, object?> { ["visit"] = ConfirmsId });
}

/// <summary>Why a visit does not count. The words on screen are "VisitWithdrawn." + name.</summary>
public enum VisitWithdrawn
{
    /// <summary>Those who answer for the member took it back: another day, another member.</summary>
    Mistake,

    /// <summary>Whoever was asked to confirm it says that it was not so.</summary>
    NotSo,
}

/// <summary>A visit that does not count. The row stays; this one says so.</summary>
public sealed class HomeVisitWithdrawal : IOfMember, IProvable
{
    public HomeVisitWithdrawal(Guid id, HomeVisit visit, VisitWithdrawn because, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, VisitId, MemberId, Because, RecordedAt, RecordedBy) = (id, visit.Id, visit.MemberId, because, recordedAt, recordedBy);

    private HomeVisitWithdrawal()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: a visit is withdrawn once, whoever clicks twice.</summary>
    public Guid VisitId { get; private set; }
    public MemberId MemberId { get; private set; }
    public VisitWithdrawn Because { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "home-visit.withdrawn",
        MemberId,
        RecordedBy,
        new Dictionary<string, object?> { ["visit"] = VisitId, ["because"] = Because.ToString() },
        VisitId);
}

public static class HomeVisitQueries
{
    /// <summary>The visits that count: all but the withdrawn. Whoever counts visits asks this and never the table.</summary>
    public static IQueryable<HomeVisit> StandingVisits(this CoursesDb db) =>
        db.HomeVisits.Where(v => !db.HomeVisitWithdrawals.Any(w => w.VisitId == v.Id));
}
