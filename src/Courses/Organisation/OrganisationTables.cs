using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Organisation;

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("units");
        unit.HasKey(u => u.UnitId);
        unit.Property(u => u.UnitId).ValueGeneratedNever();
        unit.Property(u => u.Path).HasMaxLength(200);
        unit.Property(u => u.Name).HasMaxLength(100);
        unit.Ignore(u => u.Place);
        unit.Property<int?>("East");
        unit.Property<int?>("North");
        unit.HasIndex(u => u.Path).IsUnique();
        unit.HasOne<Unit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.HasKey(m => m.MemberId);
        member.Property(m => m.MemberId).ValueGeneratedNever();
        member.Property(m => m.Number).HasMaxLength(40);
        member.Property(m => m.Name).HasMaxLength(100);
        member.Property(m => m.Email).HasMaxLength(254);
        member.HasIndex(m => m.Number).IsUnique();
    }
}

internal sealed class MemberKeyConfiguration : IEntityTypeConfiguration<MemberKey>
{
    public void Configure(EntityTypeBuilder<MemberKey> key)
    {
        key.ToTable("member_keys");
        key.HasKey(k => k.MemberId);
        key.Property(k => k.MemberId).ValueGeneratedNever();
        key.Property(k => k.Key).HasMaxLength(32);
    }
}

internal abstract class DatedConfiguration<T>(string table) : IEntityTypeConfiguration<T>
    where T : Dated
{
    public virtual void Configure(EntityTypeBuilder<T> row)
    {
        row.ToTable(table);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => new { r.MemberId, r.ValidFrom });
        row.HasIndex(r => r.ReplacesId).IsUnique(); // A row is replaced once, whoever corrects it twice.
        row.HasOne<Member>().WithMany().HasForeignKey(r => r.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MembershipConfiguration() : DatedConfiguration<Membership>("memberships")
{
    public override void Configure(EntityTypeBuilder<Membership> row)
    {
        base.Configure(row);
        row.Property(m => m.BranchPath).HasMaxLength(200);
        row.HasIndex(m => m.BranchPath);

        // Every member belongs to one branch (article 25): the database itself refuses a second one.
        row.HasIndex(m => m.MemberId).IsUnique().HasFilter("\"ReplacedAt\" IS NULL AND \"ValidTo\" IS NULL");
    }
}

internal sealed class PostConfiguration() : DatedConfiguration<Post>("posts")
{
    public override void Configure(EntityTypeBuilder<Post> row)
    {
        base.Configure(row);
        row.Property(p => p.UnitPath).HasMaxLength(200);
        row.HasIndex(p => new { p.MemberId, p.Kind, p.UnitId, p.ValidFrom }).IsUnique().HasFilter("\"ReplacedAt\" IS NULL");
    }
}

internal sealed class ExemptionConfiguration() : DatedConfiguration<Exemption>("exemptions")
{
    public override void Configure(EntityTypeBuilder<Exemption> row)
    {
        base.Configure(row);
        row.Property(e => e.ReasonCode).HasMaxLength(40);
        row.HasIndex(e => new { e.MemberId, e.Kind, e.ValidFrom }).IsUnique().HasFilter("\"ReplacedAt\" IS NULL");
    }
}

internal sealed class MemberCircumstanceConfiguration() : DatedConfiguration<MemberCircumstance>("member_circumstances");

internal sealed class BranchSettingConfiguration : IEntityTypeConfiguration<BranchSetting>
{
    public void Configure(EntityTypeBuilder<BranchSetting> setting)
    {
        setting.ToTable("branch_settings");
        setting.Property(s => s.Id).ValueGeneratedNever();
        setting.Property(s => s.UnitPath).HasMaxLength(200);
        setting.HasIndex(s => s.UnitPath);
    }
}

internal sealed class HomeVisitConfiguration : IEntityTypeConfiguration<HomeVisit>
{
    public void Configure(EntityTypeBuilder<HomeVisit> visit)
    {
        visit.ToTable("home_visits");
        visit.Property(v => v.Id).ValueGeneratedNever();
        visit.Property(v => v.Studied).HasMaxLength(HomeVisit.StudiedLength);
        visit.HasIndex(v => new { v.MemberId, v.VisitedOn, v.Take }).IsUnique();
        visit.HasIndex(v => v.AlongWith);
    }
}

internal sealed class HomeVisitConfirmationConfiguration() : ConfirmationConfiguration<HomeVisitConfirmation>("home_visit_confirmations");

internal sealed class HomeVisitWithdrawalConfiguration : IEntityTypeConfiguration<HomeVisitWithdrawal>
{
    public void Configure(EntityTypeBuilder<HomeVisitWithdrawal> withdrawal)
    {
        withdrawal.ToTable("home_visit_withdrawals");
        withdrawal.Property(w => w.Id).ValueGeneratedNever();
        withdrawal.HasIndex(w => w.VisitId).IsUnique();
        withdrawal.HasIndex(w => w.MemberId);
    }
}

internal sealed class TransferConfiguration : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> transfer)
    {
        transfer.ToTable("transfers");
        transfer.Property(t => t.Id).ValueGeneratedNever();
        transfer.Property(t => t.FromPath).HasMaxLength(200);
        transfer.Property(t => t.ToPath).HasMaxLength(200);
        transfer.HasIndex(t => new { t.MemberId, t.SentOn }).IsUnique(); // Two clicks send once.
        transfer.HasIndex(t => t.ToPath);
    }
}

internal sealed class TransferReceiptConfiguration : IEntityTypeConfiguration<TransferReceipt>
{
    public void Configure(EntityTypeBuilder<TransferReceipt> receipt)
    {
        receipt.ToTable("transfer_receipts");
        receipt.Property(r => r.Id).ValueGeneratedNever();
        receipt.HasIndex(r => r.TransferId).IsUnique();
    }
}
