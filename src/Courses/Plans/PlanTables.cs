using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Plans;

internal sealed class RequirementConfiguration : IEntityTypeConfiguration<Requirement>
{
    public void Configure(EntityTypeBuilder<Requirement> requirement)
    {
        requirement.ToTable("requirements");
        requirement.Property(r => r.Id).ValueGeneratedNever();
        requirement.Property(r => r.Key).HasMaxLength(60);
        requirement.Property(r => r.Title).HasMaxLength(200);
        requirement.Property(r => r.TitleEn).HasMaxLength(200);
        requirement.Property(r => r.UnitPath).HasMaxLength(200);
        requirement.Property(r => r.RulePackKey).HasMaxLength(60);
        requirement.HasIndex(r => r.Key).IsUnique();
    }
}

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.ToTable("assignments");
        assignment.Property(a => a.Id).ValueGeneratedNever();
        assignment.Property(a => a.CourseKey).HasMaxLength(60);
        assignment.Property(a => a.UnitPath).HasMaxLength(200);
        assignment.HasIndex(a => a.UnitPath);
        assignment.HasMany(a => a.Assignees).WithOne().HasForeignKey(a => a.AssignmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssigneeConfiguration : IEntityTypeConfiguration<Assignee>
{
    public void Configure(EntityTypeBuilder<Assignee> assignee)
    {
        assignee.ToTable("assignees");
        assignee.HasKey(a => new { a.AssignmentId, a.MemberId });
        assignee.Property(a => a.CourseKey).HasMaxLength(60);
        assignee.HasIndex(a => new { a.MemberId, a.Kind, a.CourseKey, a.DueOn }).IsUnique();
    }
}

internal sealed class RulePackRecordConfiguration : IEntityTypeConfiguration<RulePackRecord>
{
    public void Configure(EntityTypeBuilder<RulePackRecord> record)
    {
        record.ToTable("rule_packs");
        record.Property(r => r.Id).ValueGeneratedNever();
        record.Property(r => r.Key).HasMaxLength(60);
        record.Property(r => r.Hash).HasMaxLength(64);
        record.HasIndex(r => new { r.Key, r.Hash }).IsUnique();
    }
}
