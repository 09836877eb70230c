using Learning.Courses.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Training;

/// <summary>
/// Two members whom an organiser does not want in one class, and why. Sensitive: it is for organisers only, and it is neither in
/// the ledger nor evidence of anything. Holds until a <see cref="ApartEnded"/> names it.
/// </summary>
public sealed class ApartPair : IOfUnit
{
    public const int ReasonLength = 200;

    /// <param name="unit">The unit whose organisers know of it.</param>
    public ApartPair(Guid id, Unit unit, MemberId one, MemberId other, string reason, DateTime decidedAt, MemberId decidedBy)
    {
        // One order for a pair, so that the other way round is the same.
        (One, Other) = one.Value.CompareTo(other.Value) < 0 ? (one, other) : (other, one);
        (Id, UnitPath, Reason, DecidedAt, DecidedBy) = (id, unit.Path, reason, decidedAt, decidedBy);
    }

    private ApartPair()
    {
        UnitPath = Reason = "";
    }

    public Guid Id { get; private set; }
    public string UnitPath { get; private set; }
    public MemberId One { get; private set; }
    public MemberId Other { get; private set; }
    public string Reason { get; private set; }
    public DateTime DecidedAt { get; private set; }
    public MemberId DecidedBy { get; private set; }

    /// <summary>The words go when one of the two is erased.</summary>
    internal void Forget() => Reason = "";
}

/// <summary>The two may sit in one class again.</summary>
public sealed record ApartEnded(Guid Id, Guid PairId, DateTime EndedAt, MemberId EndedBy);

internal sealed class ApartPairConfiguration : IEntityTypeConfiguration<ApartPair>
{
    public void Configure(EntityTypeBuilder<ApartPair> pair)
    {
        pair.ToTable("apart_pairs");
        pair.Property(p => p.Id).ValueGeneratedNever();
        pair.Property(p => p.UnitPath).HasMaxLength(200);
        pair.Property(p => p.Reason).HasMaxLength(ApartPair.ReasonLength);
        pair.HasIndex(p => p.One);
        pair.HasIndex(p => p.Other);
    }
}

internal sealed class ApartEndedConfiguration : IEntityTypeConfiguration<ApartEnded>
{
    public void Configure(EntityTypeBuilder<ApartEnded> ended)
    {
        ended.ToTable("apart_ended");
        ended.Property(e => e.Id).ValueGeneratedNever();
        ended.HasIndex(e => e.PairId).IsUnique(); // Ended once, whoever clicks twice.
    }
}
