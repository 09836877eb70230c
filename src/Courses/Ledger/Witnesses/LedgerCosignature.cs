using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Ledger.Witnesses;

/// <summary>
/// What a witness said to one of our checkpoints, checked when it came. Kept beside the checkpoint and not in it: that stays as it
/// was published, byte for byte.
/// </summary>
public sealed class LedgerCosignature
{
    public LedgerCosignature(long size, string witness, string line, DateTime at) => (Size, Witness, Line, At) = (size, witness, line, at);

    private LedgerCosignature()
    {
        Witness = "";
        Line = "";
    }

    /// <summary>Of the checkpoint.</summary>
    public long Size { get; private set; }

    /// <summary>See <see cref="WitnessKey.Label"/>.</summary>
    public string Witness { get; private set; }

    /// <summary>The signature line, with its line feed.</summary>
    public string Line { get; private set; }

    /// <summary>By the clock of the witness.</summary>
    public DateTime At { get; private set; }
}

public enum WitnessState
{
    /// <summary>It has cosigned.</summary>
    Agrees,

    /// <summary>It does not answer: switched off, no network, another address.</summary>
    Silent,

    /// <summary>It answers and does not cosign, for a reason that says nothing about our log: most often it does not know our key.</summary>
    Refuses,

    /// <summary>It says that our log does not continue what it has seen.</summary>
    Contradicts,

    /// <summary>What it sent is not its signature.</summary>
    Garbled,
}

/// <summary>How a witness stood from one moment on. A row is added only when that changes, so that a night switched off is two rows and not a thousand.</summary>
public sealed class WitnessCondition
{
    public WitnessCondition(Guid id, string witness, WitnessState state, long size, string? reason, DateTime since) =>
        (Id, Witness, State, Size, Reason, Since) = (id, witness, state, size, reason, since);

    private WitnessCondition()
    {
        Witness = "";
    }

    public Guid Id { get; private set; }
    public string Witness { get; private set; }
    public WitnessState State { get; private set; }

    /// <summary>Of the checkpoint it was asked about.</summary>
    public long Size { get; private set; }

    /// <summary>What it said, in its own words.</summary>
    public string? Reason { get; private set; }
    public DateTime Since { get; private set; }
}

internal sealed class LedgerCosignatureConfiguration : IEntityTypeConfiguration<LedgerCosignature>
{
    public void Configure(EntityTypeBuilder<LedgerCosignature> cosignature)
    {
        cosignature.ToTable("ledger_cosignatures");
        cosignature.HasKey(c => new { c.Size, c.Witness });
        cosignature.Property(c => c.Size).ValueGeneratedNever();
        cosignature.Property(c => c.Witness).HasMaxLength(WitnessKey.LongestLabel);
        cosignature.Property(c => c.Line).HasMaxLength(1000);

        // Where each witness stands is asked at every round.
        cosignature.HasIndex(c => new { c.Witness, c.Size });
    }
}

internal sealed class WitnessConditionConfiguration : IEntityTypeConfiguration<WitnessCondition>
{
    public void Configure(EntityTypeBuilder<WitnessCondition> condition)
    {
        condition.ToTable("witness_conditions");
        condition.Property(c => c.Id).ValueGeneratedNever();
        condition.Property(c => c.Witness).HasMaxLength(WitnessKey.LongestLabel);
        condition.Property(c => c.Reason).HasMaxLength(AskWitnesses.LongestReason);
        condition.HasIndex(c => new { c.Witness, c.Since });
    }
}
