using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Credits;

internal sealed class LessonCreditConfiguration : IEntityTypeConfiguration<LessonCredit>
{
    public void Configure(EntityTypeBuilder<LessonCredit> credit)
    {
        credit.ToTable("lesson_credits");
        credit.Property(c => c.Id).ValueGeneratedNever();
        credit.Property(c => c.LessonKey).HasMaxLength(120);
        credit.Property(c => c.EditionHash).HasMaxLength(64);
        credit.HasIndex(c => new { c.MemberId, c.LessonKey }).IsUnique();
    }
}

internal sealed class CoursePassConfiguration : IEntityTypeConfiguration<CoursePass>
{
    public void Configure(EntityTypeBuilder<CoursePass> pass)
    {
        pass.ToTable("course_passes");
        pass.Property(p => p.Id).ValueGeneratedNever();
        pass.Property(p => p.CourseKey).HasMaxLength(60);
        pass.Property(p => p.EditionHash).HasMaxLength(64);

        // One first pass, and one after each that was withdrawn: two tabs pass once.
        pass.HasIndex(p => new { p.MemberId, p.CourseKey }).IsUnique().HasFilter("\"ReplacesId\" IS NULL");
        pass.HasIndex(p => p.ReplacesId).IsUnique();
    }
}

internal sealed class CoursePassWithdrawalConfiguration : IEntityTypeConfiguration<CoursePassWithdrawal>
{
    public void Configure(EntityTypeBuilder<CoursePassWithdrawal> withdrawal)
    {
        withdrawal.ToTable("course_pass_withdrawals");
        withdrawal.Property(w => w.Id).ValueGeneratedNever();
        withdrawal.Property(w => w.CourseKey).HasMaxLength(60);
        withdrawal.HasIndex(w => w.PassId).IsUnique();
        withdrawal.HasIndex(w => w.MemberId);
        withdrawal.HasIndex(w => w.RevisionId);
    }
}

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.ToTable("certificates");
        certificate.Property(c => c.Id).ValueGeneratedNever();
        certificate.Property(c => c.Number).HasMaxLength(30);
        certificate.HasIndex(c => c.Number).IsUnique();
        certificate.HasIndex(c => c.SourceId).IsUnique();
        certificate.HasIndex(c => c.MemberId);
    }
}
