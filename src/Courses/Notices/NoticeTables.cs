using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Notices;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Kind).HasMaxLength(60);
        message.Property(m => m.Once).HasMaxLength(200);
        message.Property(m => m.Arguments).HasMaxLength(2000);
        message.HasIndex(m => m.Once).IsUnique();
        message.HasIndex(m => new { m.SentAt, m.CreatedAt });
        message.HasIndex(m => new { m.MemberId, m.ReadAt });
    }
}
