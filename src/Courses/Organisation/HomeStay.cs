using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Organisation;

/// <summary>
/// Days on which a floating member will be at home (articles 32 and 33), said beforehand: the Spring Festival, Qingming. A plan
/// seats the member in classes within such days only. Stands unless a <see cref="HomeStayWithdrawal"/> names it.
/// </summary>
public sealed class HomeStay : IOfMember, IProvable
{
    /// <param name="take">1, or one more than the last row of these days that was taken back.</param>
    public HomeStay(Guid id, MemberId memberId, DateOnly from, DateOnly to, int take, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, MemberId, From, To, Take, RecordedAt, RecordedBy) = (id, memberId, from, to, take, recordedAt, recordedBy);

    private HomeStay()
    {
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateOnly From { get; private set; }

    /// <summary>The last day at home.</summary>
    public DateOnly To { get; private set; }

    /// <summary>(Member, days, take) is unique: two clicks at once write the same take, and one of them wins.</summary>
    public int Take { get; private set; }
    public DateTime RecordedAt { get; private set; }

    /// <summary>The member, or who answers for the member.</summary>
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "home-stay.said", MemberId, RecordedBy, new Dictionary<string, object?> { ["from"] = From, ["to"] = To });
}

/// <summary>The member will not be at home on those days after all. The row stays; this one says that it does not hold.</summary>
public sealed class HomeStayWithdrawal : IOfMember, IProvable
{
    public HomeStayWithdrawal(Guid id, HomeStay stay, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, StayId, MemberId, RecordedAt, RecordedBy) = (id, stay.Id, stay.MemberId, recordedAt, recordedBy);

    private HomeStayWithdrawal()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: it is taken back once, whoever clicks twice.</summary>
    public Guid StayId { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "home-stay.withdrawn", MemberId, RecordedBy, new Dictionary<string, object?> { ["stay"] = StayId }, StayId);
}

public static class HomeStayQueries
{
    /// <summary>The days at home that hold: all but those taken back.</summary>
    public static IQueryable<HomeStay> StandingHomeStays(this CoursesDb db) =>
        db.HomeStays.Where(s => !db.HomeStayWithdrawals.Any(w => w.StayId == s.Id));

    /// <summary>Who is away for six months or more on that day, and not transferred.</summary>
    public static IQueryable<MemberId> FloatingOn(this CoursesDb db, DateOnly day) =>
        db.Circumstances.InForce(day).Where(c => c.Kind == MemberCircumstanceKind.Floating).Select(c => c.MemberId);
}

internal sealed class HomeStayConfiguration : IEntityTypeConfiguration<HomeStay>
{
    public void Configure(EntityTypeBuilder<HomeStay> stay)
    {
        stay.ToTable("home_stays");
        stay.Property(s => s.Id).ValueGeneratedNever();
        stay.HasIndex(s => new { s.MemberId, s.From, s.To, s.Take }).IsUnique();
    }
}

internal sealed class HomeStayWithdrawalConfiguration : IEntityTypeConfiguration<HomeStayWithdrawal>
{
    public void Configure(EntityTypeBuilder<HomeStayWithdrawal> withdrawal)
    {
        withdrawal.ToTable("home_stay_withdrawals");
        withdrawal.Property(w => w.Id).ValueGeneratedNever();
        withdrawal.HasIndex(w => w.StayId).IsUnique();
        withdrawal.HasIndex(w => w.MemberId);
    }
}
