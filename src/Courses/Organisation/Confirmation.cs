using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Organisation;

/// <summary>
/// A second person stands by what a first one has put on record. Belongs to that one row: what is put right is a new row, and
/// has to be confirmed anew.
/// </summary>
public abstract class Confirmation : IOfMember, IProvable
{
    protected Confirmation(Guid id, Guid confirmsId, MemberId memberId, DateTime recordedAt, MemberId recordedBy) =>
        (Id, ConfirmsId, MemberId, RecordedAt, RecordedBy) = (id, confirmsId, memberId, recordedAt, recordedBy);

    protected Confirmation()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The row of the first person. Unique: it is confirmed once, whoever clicks twice.</summary>
    public Guid ConfirmsId { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId RecordedBy { get; private set; }

    public abstract EvidenceFacts Evidence();
}

/// <summary>What a fact about a member rests on. The best first: whatever holds with one class holds with those before it too.</summary>
public enum EvidenceClass
{
    /// <summary>The system saw it.</summary>
    A,

    /// <summary>Two people say so, the second independently of the first.</summary>
    B,

    /// <summary>One person says so.</summary>
    C,
}

public static class EvidenceClasses
{
    /// <summary>The one definition, from the rows alone. Nobody is the second person to their own word.</summary>
    /// <param name="said">The row of the first person.</param>
    /// <param name="confirmation">Of this row; null when there is none.</param>
    public static EvidenceClass Of(bool systemSaw, Guid said, MemberId? saidBy, Confirmation? confirmation) =>
        systemSaw ? EvidenceClass.A
        : confirmation is not null && confirmation.ConfirmsId == said && confirmation.RecordedBy != saidBy ? EvidenceClass.B
        : EvidenceClass.C;
}

internal abstract class ConfirmationConfiguration<T>(string table) : IEntityTypeConfiguration<T>
    where T : Confirmation
{
    public virtual void Configure(EntityTypeBuilder<T> confirmation)
    {
        confirmation.ToTable(table);
        confirmation.Property(c => c.Id).ValueGeneratedNever();
        confirmation.HasIndex(c => c.ConfirmsId).IsUnique();
        confirmation.HasIndex(c => c.MemberId);
    }
}
