using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Ledger;

public enum KeyChangeStage
{
    /// <summary>The key is to come; the checkpoint over this entry is still signed by the former one alone, which so vouches for it.</summary>
    Announced,

    /// <summary>From this entry on, every checkpoint is signed by the key.</summary>
    InForce,
}

/// <summary>One step of a change of the ledger's key. The keys themselves lie in files; see <see cref="LedgerKeyFile"/>.</summary>
public sealed class LedgerKeyChange : IProvable
{
    public const string InForceKind = "ledger.key-in-force";
    public const string AnnouncedKind = "ledger.key-announced";

    internal LedgerKeyChange(Guid id, KeyChangeStage stage, VerifierKey key, VerifierKey follows, DateTime recordedAt) =>
        (Id, Stage, Key, Follows, RecordedAt) = (id, stage, key.ToString(), follows.ToString(), recordedAt);

    private LedgerKeyChange()
    {
        Key = Follows = "";
    }

    public Guid Id { get; private set; }

    /// <summary>(Key, stage) is unique: a change that was interrupted is taken up where it stopped.</summary>
    public KeyChangeStage Stage { get; private set; }

    /// <summary>The new public key, as a C2SP vkey.</summary>
    public string Key { get; private set; }

    /// <summary>The one before.</summary>
    public string Follows { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        Stage == KeyChangeStage.InForce ? InForceKind : AnnouncedKind,
        null,
        null,
        new Dictionary<string, object?> { ["key"] = Key, ["follows"] = Follows });
}

internal sealed class LedgerKeyChangeConfiguration : IEntityTypeConfiguration<LedgerKeyChange>
{
    public void Configure(EntityTypeBuilder<LedgerKeyChange> change)
    {
        change.ToTable("ledger_key_changes");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Key).HasMaxLength(300);
        change.Property(c => c.Follows).HasMaxLength(300);
        change.HasIndex(c => new { c.Key, c.Stage }).IsUnique();
    }
}
