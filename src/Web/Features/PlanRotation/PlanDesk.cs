using System.Collections.Concurrent;
using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Training;
using Learning.Courses.Training.Planning;

namespace Learning.Web.Features.PlanRotation;

/// <summary>
/// The plans that organisers have asked for and not yet decided on. A plan for a large district takes longer than a page should,
/// so it is made beside the requests, one at a time. Kept in memory only: a plan is a proposal and no fact, and after a restart
/// it is asked for again. An organiser has one plan on the desk; a new one takes the place of the old.
/// </summary>
public sealed partial class PlanDesk(IServiceScopeFactory scopes, ILogger<PlanDesk> log) : IDisposable
{
    private readonly ConcurrentDictionary<MemberId, DeskPlan> plans = [];

    /// <summary>One old PC plans one district at a time. A test takes it to see a plan wait.</summary>
    internal SemaphoreSlim Turn { get; } = new(1);

    /// <summary>How long a request waits for the plan before it shows the progress instead.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Begins to plan.</summary>
    public async Task<DeskPlan> StartAsync(Viewer viewer, RotationForm form, NewRotation request)
    {
        // Begun before it is laid on the desk: whoever finds it there finds it busy or done, and never neither.
        var plan = new DeskPlan(form, request);
        plan.Work = Task.Run(() => WorkAsync(plan, viewer));
        plans.AddOrUpdate(viewer.MemberId!.Value, plan, (_, old) =>
        {
            old.Dispose();
            return plan;
        });
        _ = plan.Work.ContinueWith(
            w => LogFailed(log, w.Exception!, request.UnitPath), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        await plan.Work.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return plan;
    }

    public DeskPlan? Find(Viewer viewer, Guid id) => viewer.MemberId is { } member && plans.TryGetValue(member, out var plan) && plan.Form.Id == id ? plan : null;

    /// <summary>Clears the desk: the plan is carried out, or no longer wanted.</summary>
    public void Remove(Viewer viewer, Guid id)
    {
        if (Find(viewer, id) is { } plan && plans.TryRemove(KeyValuePair.Create(viewer.MemberId!.Value, plan)))
        {
            plan.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var plan in plans.Values)
        {
            plan.Dispose();
        }

        Turn.Dispose();
    }

    private async Task WorkAsync(DeskPlan plan, Viewer viewer)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Viewing>().Become(viewer);
            var outcome = await scope.ServiceProvider.GetRequiredService<DraftRotation>().RunAsync(plan.Request, plan.Stopping);
            if (outcome.Value is not { } draft)
            {
                plan.Refusal = outcome.Refusal;
                return;
            }

            await Turn.WaitAsync(plan.Stopping);
            try
            {
                plan.Result = draft.Plan(plan, plan.Stopping);
            }
            finally
            {
                Turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for it any longer.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Planning a rotation for {Unit} failed")]
    private static partial void LogFailed(ILogger logger, Exception e, string unit);
}

/// <summary>One plan on the desk: being made, made, refused or failed.</summary>
public sealed class DeskPlan : IProgress<PlanProgress>, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private int isDisposed;

    public DeskPlan(RotationForm form, NewRotation request) => (Form, Request, Stopping) = (form, request, stop.Token);

    public RotationForm Form { get; }
    public NewRotation Request { get; }
    public PlanProgress? Progress { get; private set; }
    public RotationPlan? Result { get; internal set; }
    public Refusal? Refusal { get; internal set; }
    public bool IsBusy => !Work.IsCompleted;

    internal Task Work { get; set; } = Task.CompletedTask;
    internal CancellationToken Stopping { get; }

    public void Report(PlanProgress value) => Progress = value;

    /// <summary>Nobody wants it any longer: the work stops where it is. Two tabs may say so at once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 0)
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
