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
