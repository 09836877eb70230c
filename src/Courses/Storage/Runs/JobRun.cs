using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Courses.Storage.Runs;

public enum RunOutcome
{
    /// <summary>There was nothing to do.</summary>
    Nothing,
    Done,
    Failed,
}

/// <summary>
/// One run of a job, for whoever keeps the site running. A log of the machine and no fact: nothing rests on it, it names nobody,
/// and it is trimmed.
/// </summary>
public sealed class JobRun
{
    public const int LongestFailure = 200;

    public JobRun(Guid id, string job, string node, DateTime startedAt, DateTime endedAt, RunOutcome outcome, long count, string? failure, bool asked, bool takenOver) =>
        (Id, Job, Node, StartedAt, EndedAt, Outcome, Count, Failure, Asked, TakenOver) =
        (id, job, node, startedAt, endedAt, outcome, count, failure, asked, takenOver);

    private JobRun()
    {
        Job = Node = "";
    }

    public Guid Id { get; private set; }
    public string Job { get; private set; }

    /// <summary>Which server ran it.</summary>
    public string Node { get; private set; }
    public DateTime StartedAt { get; private set; }
    public DateTime EndedAt { get; private set; }
    public RunOutcome Outcome { get; private set; }

    /// <summary>How many things were done: classes turned, messages mailed, entries sealed.</summary>
    public long Count { get; private set; }

    /// <summary>The kind of error, never its message: a message may quote a row, and with it a person. The log has all of it.</summary>
    public string? Failure { get; private set; }

    /// <summary>Somebody wanted it now.</summary>
    public bool Asked { get; private set; }

    /// <summary>Begun by a server that died, and begun again by this one.</summary>
    public bool TakenOver { get; private set; }
}

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("job_runs");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Job).HasMaxLength(60);
        run.Property(r => r.Node).HasMaxLength(200);
        run.Property(r => r.Failure).HasMaxLength(JobRun.LongestFailure);
        run.HasIndex(r => new { r.Job, r.EndedAt });
    }
}
