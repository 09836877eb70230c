using Learning.Courses.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Training;

internal sealed class VenueConfiguration : IEntityTypeConfiguration<Venue>
{
    public void Configure(EntityTypeBuilder<Venue> venue)
    {
        venue.ToTable("venues");
        venue.Property(v => v.Id).ValueGeneratedNever();
        venue.Property(v => v.Name).HasMaxLength(100);
        venue.Property(v => v.UnitPath).HasMaxLength(200);
        venue.HasOne<Venue>().WithMany().HasForeignKey(v => v.WithinId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TrainerConfiguration : IEntityTypeConfiguration<Trainer>
{
    public void Configure(EntityTypeBuilder<Trainer> trainer)
    {
        trainer.ToTable("trainers");
        trainer.Property(t => t.Id).ValueGeneratedNever();
        trainer.Property(t => t.Name).HasMaxLength(Trainer.MaxName);
        trainer.Property(t => t.UnitPath).HasMaxLength(200);
        trainer.HasOne(t => t.Gone).WithOne().HasForeignKey<TrainerGone>(g => g.TrainerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TrainerGoneConfiguration : IEntityTypeConfiguration<TrainerGone>
{
    public void Configure(EntityTypeBuilder<TrainerGone> gone)
    {
        gone.ToTable("trainers_gone");
        gone.Property(g => g.Id).ValueGeneratedNever();
        gone.HasIndex(g => g.TrainerId).IsUnique();
    }
}

internal sealed class CohortTrainerConfiguration : IEntityTypeConfiguration<CohortTrainer>
{
    public void Configure(EntityTypeBuilder<CohortTrainer> lead)
    {
        lead.ToTable("cohort_trainers");
        lead.Property(l => l.Id).ValueGeneratedNever();
        lead.HasIndex(l => new { l.CohortId, l.Take }).IsUnique();
        lead.HasIndex(l => l.TrainerId);
        lead.HasOne<Cohort>().WithMany().HasForeignKey(l => l.CohortId).OnDelete(DeleteBehavior.Restrict);
        lead.HasOne<Trainer>().WithMany().HasForeignKey(l => l.TrainerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClosureConfiguration : IEntityTypeConfiguration<Closure>
{
    public void Configure(EntityTypeBuilder<Closure> closure)
    {
        closure.ToTable("closures");
        closure.Property(c => c.Id).ValueGeneratedNever();
        closure.Property(c => c.UnitPath).HasMaxLength(200);
        closure.Property(c => c.Title).HasMaxLength(Closure.MaxTitle);
        closure.Ignore(c => c.Days);
        closure.HasIndex(c => c.To);
        closure.HasOne(c => c.Lifted).WithOne().HasForeignKey<ClosureLifted>(l => l.ClosureId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClosureLiftedConfiguration : IEntityTypeConfiguration<ClosureLifted>
{
    public void Configure(EntityTypeBuilder<ClosureLifted> lifted)
    {
        lifted.ToTable("closures_lifted");
        lifted.Property(l => l.Id).ValueGeneratedNever();
        lifted.HasIndex(l => l.ClosureId).IsUnique();
    }
}

internal sealed class RotationConfiguration : IEntityTypeConfiguration<Rotation>
{
    public void Configure(EntityTypeBuilder<Rotation> rotation)
    {
        rotation.ToTable("rotations");
        rotation.Property(r => r.Id).ValueGeneratedNever();
        rotation.Property(r => r.Title).HasMaxLength(100);
        rotation.Property(r => r.UnitPath).HasMaxLength(200);
    }
}

internal sealed class CohortConfiguration : IEntityTypeConfiguration<Cohort>
{
    public void Configure(EntityTypeBuilder<Cohort> cohort)
    {
        cohort.ToTable("cohorts");
        cohort.Property(c => c.Id).ValueGeneratedNever();
        cohort.Property(c => c.UnitPath).HasMaxLength(200);
        cohort.Property(c => c.State).IsConcurrencyToken();
        cohort.Property(c => c.Changes).IsConcurrencyToken();
        cohort.HasIndex(c => new { c.RotationId, c.Number }).IsUnique();
        cohort.Ignore(c => c.TotalQuarters);
        cohort.Ignore(c => c.Taken);
        cohort.HasIndex(c => new { c.State, c.OpensOn });
        cohort.HasIndex(c => new { c.VenueId, c.OpensOn });
        cohort.HasMany(c => c.Enrolments).WithOne().HasForeignKey(e => e.CohortId).OnDelete(DeleteBehavior.Restrict);
        cohort.OwnsMany(c => c.Sessions, session =>
        {
            session.ToTable("sessions");
            session.WithOwner().HasForeignKey("CohortId");
            session.HasKey("CohortId", nameof(Session.Number));
            session.Property(s => s.Number).ValueGeneratedNever();
            session.Property(s => s.CodeSecret).HasMaxLength(32);

            // One room, one class, whoever plans at the same instant. What was called off leaves the room to others.
            session.HasIndex(s => new { s.VenueId, s.StartsAt }).IsUnique().HasFilter("\"CalledOffId\" IS NULL");
        });
    }
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> enrolment)
    {
        enrolment.ToTable("enrolments");
        enrolment.Property(e => e.Id).ValueGeneratedNever();
        enrolment.HasIndex(e => new { e.CohortId, e.MemberId, e.Take }).IsUnique();
        enrolment.HasIndex(e => e.MemberId);
        enrolment.HasOne(e => e.GivenUp).WithOne().HasForeignKey<PlaceGivenUp>(g => g.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlaceGivenUpConfiguration : IEntityTypeConfiguration<PlaceGivenUp>
{
    public void Configure(EntityTypeBuilder<PlaceGivenUp> place)
    {
        place.ToTable("places_given_up");
        place.Property(g => g.Id).ValueGeneratedNever();
        place.HasIndex(g => g.EnrolmentId).IsUnique();
        place.HasIndex(g => g.MemberId);
    }
}

internal sealed class RegretConfiguration : IEntityTypeConfiguration<Regret>
{
    public void Configure(EntityTypeBuilder<Regret> regret)
    {
        regret.ToTable("regrets");
        regret.Property(r => r.Id).ValueGeneratedNever();
        regret.Property(r => r.Words).HasMaxLength(Regret.MaxWords);
        regret.HasIndex(r => new { r.EnrolmentId, r.Take }).IsUnique();
        regret.HasIndex(r => r.MemberId);
        regret.HasIndex(r => r.CohortId);
        regret.HasOne(r => r.End).WithOne().HasForeignKey<RegretEnd>(e => e.RegretId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RegretEndConfiguration : IEntityTypeConfiguration<RegretEnd>
{
    public void Configure(EntityTypeBuilder<RegretEnd> end)
    {
        end.ToTable("regret_ends");
        end.Property(e => e.Id).ValueGeneratedNever();
        end.Property(e => e.Words).HasMaxLength(Regret.MaxWords);
        end.HasIndex(e => e.RegretId).IsUnique();
        end.HasIndex(e => e.MemberId);
    }
}

internal sealed class CohortCalledOffConfiguration : IEntityTypeConfiguration<CohortCalledOff>
{
    public void Configure(EntityTypeBuilder<CohortCalledOff> off)
    {
        off.ToTable("cohorts_called_off");
        off.Property(o => o.Id).ValueGeneratedNever();
        off.Property(o => o.UnitPath).HasMaxLength(200);
        off.Property(o => o.Words).HasMaxLength(CohortCalledOff.MaxWords);
        off.HasIndex(o => o.CohortId).IsUnique();
    }
}

internal sealed class CohortTurnConfiguration : IEntityTypeConfiguration<CohortTurn>
{
    public void Configure(EntityTypeBuilder<CohortTurn> turn)
    {
        turn.ToTable("cohort_turns");
        turn.Property(t => t.Id).ValueGeneratedNever();
        turn.HasIndex(t => new { t.CohortId, t.State }).IsUnique();
    }
}

internal sealed class AttendanceConfiguration : IEntityTypeConfiguration<Attendance>
{
    public void Configure(EntityTypeBuilder<Attendance> attendance)
    {
        attendance.ToTable("attendances");
        attendance.Property(a => a.Id).ValueGeneratedNever();
        attendance.HasIndex(a => new { a.CohortId, a.Session, a.MemberId, a.Take }).IsUnique();
        attendance.HasIndex(a => a.MemberId);
        attendance.HasIndex(a => a.MarkId).IsUnique();
    }
}

internal sealed class AttendanceWithdrawalConfiguration : IEntityTypeConfiguration<AttendanceWithdrawal>
{
    public void Configure(EntityTypeBuilder<AttendanceWithdrawal> withdrawal)
    {
        withdrawal.ToTable("attendance_withdrawals");
        withdrawal.Property(w => w.Id).ValueGeneratedNever();
        withdrawal.HasIndex(w => w.AttendanceId).IsUnique();
        withdrawal.HasIndex(w => w.MemberId);
    }
}

internal sealed class AttendanceConfirmationConfiguration() : ConfirmationConfiguration<AttendanceConfirmation>("attendance_confirmations");

internal sealed class CohortOutcomeConfiguration : IEntityTypeConfiguration<CohortOutcome>
{
    public void Configure(EntityTypeBuilder<CohortOutcome> outcome)
    {
        outcome.ToTable("cohort_outcomes");
        outcome.Property(o => o.Id).ValueGeneratedNever();
        outcome.HasIndex(o => new { o.CohortId, o.MemberId }).IsUnique();
        outcome.HasIndex(o => new { o.MemberId, o.CompletedOn });
    }
}
