using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Quizzes.Revisions;

internal sealed class RevisionConfiguration : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> revision)
    {
        revision.ToTable("revisions");
        revision.Property(r => r.Id).ValueGeneratedNever();
        revision.Property(r => r.CourseKey).HasMaxLength(60);
        revision.Property(r => r.QuestionKey).HasMaxLength(60);
        revision.Property(r => r.Language).HasMaxLength(10);
        revision.Property(r => r.FromHash).HasMaxLength(64);
        revision.Property(r => r.ToHash).HasMaxLength(64);
        revision.Property(r => r.ReasonCode).HasMaxLength(40);
        revision.Ignore(r => r.From);
        revision.Ignore(r => r.To);
        revision.HasIndex(r => r.CourseKey);
    }
}

internal sealed class RevisionDecisionConfiguration : IEntityTypeConfiguration<RevisionDecision>
{
    public void Configure(EntityTypeBuilder<RevisionDecision> decision)
    {
        decision.ToTable("revision_decisions");
        decision.Property(d => d.Id).ValueGeneratedNever();

        // Two reviewers at once: the key lets one decide.
        decision.HasIndex(d => d.RevisionId).IsUnique();
    }
}
