using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Ledger.Recounts;

internal sealed class CountDifferenceConfiguration : IEntityTypeConfiguration<CountDifference>
{
    public void Configure(EntityTypeBuilder<CountDifference> difference)
    {
        difference.ToTable("count_differences");
        difference.Property(d => d.Id).ValueGeneratedNever();
        difference.Property(d => d.Kind).HasMaxLength(40);
        difference.Property(d => d.Stored).HasMaxLength(CountDifference.LongestValue);
        difference.Property(d => d.Counted).HasMaxLength(CountDifference.LongestValue);

        // The job and the button, or two servers, find the same thing at once: the key lets one row in.
        difference.HasIndex(d => new { d.Kind, d.SourceId, d.MemberId, d.Take }).IsUnique();
    }
}

internal sealed class DifferenceSettledConfiguration : IEntityTypeConfiguration<DifferenceSettled>
{
    public void Configure(EntityTypeBuilder<DifferenceSettled> settled)
    {
        settled.ToTable("differences_settled");
        settled.Property(s => s.Id).ValueGeneratedNever();
        settled.HasIndex(s => s.DifferenceId).IsUnique();
    }
}

internal sealed class RecountRunConfiguration : IEntityTypeConfiguration<RecountRun>
{
    public void Configure(EntityTypeBuilder<RecountRun> run)
    {
        run.ToTable("recount_runs");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Failed).HasMaxLength(1000);
        run.HasIndex(r => r.FinishedAt);
    }
}
