using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Ledger;

internal sealed class EvidenceEntryConfiguration : IEntityTypeConfiguration<EvidenceEntry>
{
    public void Configure(EntityTypeBuilder<EvidenceEntry> entry)
    {
        entry.ToTable("evidence");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Kind).HasMaxLength(60);

        // One row, one entry: a fact cannot be put on record twice.
        entry.HasIndex(e => e.SourceId).IsUnique();

        // The queue of sealing, in its order; holds pending entries only, so it stays small.
        entry.HasIndex(e => new { e.At, e.Id }).HasFilter("\"Index\" IS NULL");

        // The compare-and-swap of sealing: of two runs that give out the same number one loses its whole transaction.
        entry.HasIndex(e => e.Index).IsUnique();
    }
}

internal sealed class LedgerTileConfiguration : IEntityTypeConfiguration<LedgerTile>
{
    public void Configure(EntityTypeBuilder<LedgerTile> tile)
    {
        tile.ToTable("ledger_tiles");
        tile.HasKey(t => new { t.Level, t.Number });
        tile.Property(t => t.Level).ValueGeneratedNever();
        tile.Property(t => t.Number).ValueGeneratedNever();
        tile.Property(t => t.Hashes);
        tile.Ignore(t => t.Width);
    }
}

internal sealed class LedgerCheckpointConfiguration : IEntityTypeConfiguration<LedgerCheckpoint>
{
    public void Configure(EntityTypeBuilder<LedgerCheckpoint> checkpoint)
    {
        checkpoint.ToTable("ledger_checkpoints");
        checkpoint.HasKey(c => c.Size);
        checkpoint.Property(c => c.Size).ValueGeneratedNever();
        checkpoint.Property(c => c.RootHash).HasMaxLength(32);
        checkpoint.Property(c => c.Note).HasMaxLength(8000);
    }
}
