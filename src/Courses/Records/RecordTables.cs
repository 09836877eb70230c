using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Records;

internal sealed class CorrectionRequestConfiguration : IEntityTypeConfiguration<CorrectionRequest>
{
    public void Configure(EntityTypeBuilder<CorrectionRequest> request)
    {
        request.ToTable("correction_requests");
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Words).HasMaxLength(CorrectionRequest.MaxWords);
        request.HasIndex(r => r.MemberId);
        request.HasOne(r => r.Answer).WithOne().HasForeignKey<CorrectionAnswer>(a => a.RequestId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CorrectionAnswerConfiguration : IEntityTypeConfiguration<CorrectionAnswer>
{
    public void Configure(EntityTypeBuilder<CorrectionAnswer> answer)
    {
        answer.ToTable("correction_answers");
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Property(a => a.Words).HasMaxLength(CorrectionRequest.MaxWords);
        answer.HasIndex(a => a.MemberId);
    }
}

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.ToTable("erasures");
        erasure.Property(e => e.Id).ValueGeneratedNever();

        // A member is erased once, whoever clicks twice.
        erasure.HasIndex(e => e.MemberId).IsUnique();
    }
}
