using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Catalogue;

internal sealed class LessonEditionConfiguration : IEntityTypeConfiguration<LessonEdition>
{
    public void Configure(EntityTypeBuilder<LessonEdition> edition)
    {
        edition.ToTable("lesson_editions");
        edition.HasKey(e => e.Hash);
        edition.Property(e => e.Hash).HasMaxLength(64);
        edition.Property(e => e.LessonKey).HasMaxLength(120);
        edition.Property(e => e.Language).HasMaxLength(10);
        edition.Property(e => e.Title).HasMaxLength(200);
        edition.HasIndex(e => e.LessonKey);
    }
}

internal sealed class CourseEditionConfiguration : IEntityTypeConfiguration<CourseEdition>
{
    public void Configure(EntityTypeBuilder<CourseEdition> edition)
    {
        edition.ToTable("course_editions");
        edition.Property(e => e.Id).ValueGeneratedNever();
        edition.Property(e => e.Hash).HasMaxLength(64);
        edition.Property(e => e.CourseKey).HasMaxLength(60);
        edition.Property(e => e.Title).HasMaxLength(200);
        edition.HasIndex(e => e.Hash).IsUnique();
        edition.HasIndex(e => e.CourseKey);
    }
}
