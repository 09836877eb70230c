using Learning.Courses.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Quizzes;

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> attempt)
    {
        attempt.ToTable("attempts");
        attempt.Property(a => a.Id).ValueGeneratedNever();
        attempt.Property(a => a.CourseKey).HasMaxLength(60);
        attempt.Property(a => a.CourseEditionHash).HasMaxLength(64);

        // Fifty parallel starts of the same sitting: the key lets one in.
        attempt.HasIndex(a => new { a.MemberId, a.CourseKey, a.Number }).IsUnique();
        attempt.HasIndex(a => new { a.FinishedAt, a.ClosesAt });
        attempt.HasIndex(a => new { a.CourseKey, a.FinishedAt });
        attempt.HasIndex(a => a.SheetId).IsUnique();
        attempt.Property(a => a.Flagged).HasMaxLength(400);
        attempt.Property(a => a.Device).HasMaxLength(40);

        // A finished sitting stays finished: the second of two finishes finds another value and loses. So does an answer that
        // meets a finish, because both write the attempt's row.
        attempt.Property(a => a.FinishedAt).IsConcurrencyToken();
        attempt.Property(a => a.StepCount).IsConcurrencyToken();
        attempt.OwnsMany(a => a.Slots, slot =>
        {
            slot.ToTable("paper_slots");
            slot.WithOwner().HasForeignKey("AttemptId");
            slot.HasKey("AttemptId", nameof(PaperSlot.Slot));
            slot.Property(s => s.Slot).ValueGeneratedNever();
            slot.Property(s => s.QuestionHash).HasMaxLength(64);
            slot.Property(s => s.OptionOrder).HasMaxLength(400);
        });

        // Two pages that answer at once both write sequence n: the key lets one in.
        attempt.OwnsMany(a => a.Steps, step =>
        {
            step.ToTable("attempt_steps");
            step.WithOwner().HasForeignKey("AttemptId");
            step.HasKey("AttemptId", nameof(AttemptStep.Sequence));
            step.Property(s => s.Sequence).ValueGeneratedNever();
            step.Property(s => s.Response).HasMaxLength(4000); // a passage has six parts, each with its own text

            // An answer that arrives twice, at two servers at once: the key lets one in.
            step.HasIndex("AttemptId", nameof(AttemptStep.Page), nameof(AttemptStep.Number)).IsUnique();
        });
    }
}

internal sealed class PaperSheetConfiguration : IEntityTypeConfiguration<PaperSheet>
{
    public void Configure(EntityTypeBuilder<PaperSheet> sheet)
    {
        sheet.ToTable("paper_sheets");
        sheet.Property(s => s.Id).ValueGeneratedNever();
        sheet.Property(s => s.CourseKey).HasMaxLength(60);
        sheet.Property(s => s.CourseEditionHash).HasMaxLength(64);
        sheet.Property(s => s.Language).HasMaxLength(10);
        sheet.Property(s => s.Code).HasMaxLength(8);
        sheet.HasIndex(s => s.Code).IsUnique();
        sheet.HasIndex(s => new { s.MemberId, s.CourseKey });
        sheet.OwnsMany(s => s.Slots, slot =>
        {
            slot.ToTable("paper_sheet_slots");
            slot.WithOwner().HasForeignKey("SheetId");
            slot.HasKey("SheetId", nameof(PaperSlot.Slot));
            slot.Property(s => s.Slot).ValueGeneratedNever();
            slot.Property(s => s.QuestionHash).HasMaxLength(64);
            slot.Property(s => s.OptionOrder).HasMaxLength(400);
        });
    }
}

internal sealed class PaperKeyingConfiguration : IEntityTypeConfiguration<PaperKeying>
{
    public void Configure(EntityTypeBuilder<PaperKeying> keying)
    {
        keying.ToTable("paper_keyings");
        keying.Property(k => k.Id).ValueGeneratedNever();
        keying.Property(k => k.Answers).HasMaxLength(100_000);

        // The same form twice, or two people with one sheet: the key lets one in.
        keying.HasIndex(k => new { k.SheetId, k.Number }).IsUnique();
    }
}

internal sealed class PaperConfirmationConfiguration() : ConfirmationConfiguration<PaperConfirmation>("paper_confirmations")
{
    public override void Configure(EntityTypeBuilder<PaperConfirmation> confirmation)
    {
        base.Configure(confirmation);
        confirmation.HasIndex(c => c.SheetId).IsUnique();
    }
}

internal sealed class PracticeAnswerConfiguration : IEntityTypeConfiguration<PracticeAnswer>
{
    public void Configure(EntityTypeBuilder<PracticeAnswer> answer)
    {
        answer.ToTable("practice_answers");
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Property(a => a.CourseKey).HasMaxLength(60);
        answer.Property(a => a.QuestionKey).HasMaxLength(60);
        answer.HasIndex(a => a.MemberId);
    }
}

internal sealed class AnswerMarkConfiguration : IEntityTypeConfiguration<AnswerMark>
{
    public void Configure(EntityTypeBuilder<AnswerMark> mark)
    {
        mark.ToTable("answer_marks");
        mark.Property(m => m.Id).ValueGeneratedNever();
        mark.Property(m => m.Found).HasMaxLength(60);

        // Two people read the same answer at once: one mark wins, and one correction of each mark.
        mark.HasIndex(m => new { m.AttemptId, m.Slot, m.CorrectsId }).IsUnique();
        mark.HasIndex(m => new { m.AttemptId, m.Slot }).IsUnique().HasFilter("\"CorrectsId\" IS NULL");
        mark.HasIndex(m => m.RecordedAt);
    }
}

internal sealed class SittingAllowanceConfiguration : IEntityTypeConfiguration<SittingAllowance>
{
    public void Configure(EntityTypeBuilder<SittingAllowance> allowance)
    {
        allowance.ToTable("sitting_allowances");
        allowance.Property(a => a.Id).ValueGeneratedNever();
        allowance.Property(a => a.CourseKey).HasMaxLength(60);
        allowance.Property(a => a.ReasonCode).HasMaxLength(40);
        allowance.HasIndex(a => new { a.MemberId, a.CourseKey });
    }
}

internal sealed class TimeGivenConfiguration : IEntityTypeConfiguration<TimeGiven>
{
    public void Configure(EntityTypeBuilder<TimeGiven> given)
    {
        given.ToTable("times_given");
        given.Property(g => g.Id).ValueGeneratedNever();
        given.HasIndex(g => new { g.AttemptId, g.DownFrom }).IsUnique();
    }
}

internal sealed class ServerPulseConfiguration : IEntityTypeConfiguration<ServerPulse>
{
    public void Configure(EntityTypeBuilder<ServerPulse> pulse)
    {
        pulse.ToTable("server_pulse");
        pulse.Property(p => p.Id).ValueGeneratedNever();
        pulse.Property(p => p.At);
    }
}

internal sealed class AttemptResultConfiguration : IEntityTypeConfiguration<AttemptResult>
{
    public void Configure(EntityTypeBuilder<AttemptResult> result)
    {
        result.ToTable("attempt_results");
        result.Property(r => r.Id).ValueGeneratedNever();
        result.Property(r => r.CourseKey).HasMaxLength(60);
        result.Property(r => r.CourseEditionHash).HasMaxLength(64);
        result.Property(r => r.PointParts).HasDefaultValue(1);
        result.Property(r => r.Waiting).HasDefaultValue(0);
        result.Ignore(r => r.Score);
        result.Ignore(r => r.MaxScore);
        result.HasIndex(r => new { r.MemberId, r.CourseKey });
        result.HasIndex(r => r.RevisionId);

        // One first result per attempt, and one correction of each result, whoever marks twice.
        result.HasIndex(r => new { r.AttemptId, r.CorrectsId }).IsUnique();
        result.HasIndex(r => r.AttemptId).IsUnique().HasFilter("\"CorrectsId\" IS NULL");
    }
}
