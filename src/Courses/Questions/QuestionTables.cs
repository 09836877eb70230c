using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Questions;

internal sealed class QuestionVersionConfiguration : IEntityTypeConfiguration<QuestionVersion>
{
    public void Configure(EntityTypeBuilder<QuestionVersion> question)
    {
        question.ToTable("question_versions");
        question.HasKey(q => q.Hash);
        question.Property(q => q.Hash).HasMaxLength(64);
        question.Property(q => q.CourseKey).HasMaxLength(60);
        question.Property(q => q.QuestionKey).HasMaxLength(60);
        question.Property(q => q.Language).HasMaxLength(10);
        question.HasIndex(q => new { q.CourseKey, q.QuestionKey });
    }
}

internal sealed class BankChangeConfiguration : IEntityTypeConfiguration<BankChange>
{
    public void Configure(EntityTypeBuilder<BankChange> change)
    {
        change.ToTable("bank_changes");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.CourseKey).HasMaxLength(60);
        change.Property(c => c.QuestionKey).HasMaxLength(60);
        change.Property(c => c.Before).HasMaxLength(64);
        change.Property(c => c.After).HasMaxLength(64);
        change.Property(c => c.Translation).HasMaxLength(64);
        change.HasIndex(c => new { c.CourseKey, c.RecordedAt });
    }
}
