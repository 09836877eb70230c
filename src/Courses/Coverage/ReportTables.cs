using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Coverage;

internal sealed class ReportConfiguration : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> report)
    {
        report.ToTable("reports");
        report.Property(r => r.Id).ValueGeneratedNever();
        report.Property(r => r.RequirementKey).HasMaxLength(60);
        report.Property(r => r.UnitPath).HasMaxLength(200);
        report.Property(r => r.Hash).HasMaxLength(64);

        // Two clicks submit once.
        report.HasIndex(r => new { r.RequirementKey, r.UnitPath, r.Day }).IsUnique();
    }
}

internal sealed class ReportCallConfiguration : IEntityTypeConfiguration<ReportCall>
{
    public void Configure(EntityTypeBuilder<ReportCall> call)
    {
        call.ToTable("report_calls");
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.RequirementKey).HasMaxLength(60);
        call.Property(c => c.UnitPath).HasMaxLength(200);

        // A second call for the same day would make the same report on time and late.
        call.HasIndex(c => new { c.RequirementKey, c.UnitPath, c.Day }).IsUnique();
    }
}
