using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Courses.Tests.Ledger;

/// <summary>The moments of a sealing run at which something can go wrong.</summary>
public enum Moment
{
    BeforeTransaction,
    BeforePlaces,
    Places,
    TilesAndCheckpoint,
    Commit,
}

internal sealed class BrokenDisk() : DbException("The disk is broken.");

/// <summary>Lets one write fail: before it was stored, or after it was stored but before anybody was told.</summary>
internal sealed class Fault(Moment moment, bool stored) : DbCommandInterceptor, IDbTransactionInterceptor
{
    public bool Happened { get; private set; }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Break(MomentOf(command), before: true);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Break(MomentOf(command), before: false);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Break(MomentOf(command), before: true);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Break(MomentOf(command), before: false);
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Break(Moment.Commit, before: true);
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Break(Moment.Commit, before: false);
        return Task.CompletedTask;
    }

    internal static Moment? MomentOf(DbCommand command) =>
        command.CommandText.Contains("UPDATE evidence", StringComparison.Ordinal) ? Moment.Places
        : command.CommandText.Contains("INSERT INTO", StringComparison.Ordinal) ? Moment.TilesAndCheckpoint
        : null;

    private void Break(Moment? now, bool before)
    {
        if (!Happened && now == moment && before == !stored)
        {
            Happened = true;
            throw new BrokenDisk();
        }
    }
}

/// <summary>Lets another run come in between, once.</summary>
internal sealed class Rival(Moment moment, Func<Task<long>> run) : DbCommandInterceptor, IDbTransactionInterceptor
{
    public long? Sealed { get; private set; }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Fault.MomentOf(command) == Moment.Places)
        {
            await ComeInAsync(Moment.BeforePlaces);
        }

        return result;
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await ComeInAsync(Moment.BeforeTransaction);
        return result;
    }

    private async Task ComeInAsync(Moment now)
    {
        if (now == moment && Sealed is null)
        {
            Sealed = await run();
        }
    }
}
