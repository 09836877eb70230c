using Npgsql;

namespace Learning.Courses.Storage;

/// <summary>Tables that a library brings along and keeps by itself, beside ours in the same PostgreSQL database. No migration of ours knows them.</summary>
public sealed class ForeignTables(DatabaseSettings settings)
{
    /// <summary>Any number, as long as it is always the same: two servers that start at once must not both create.</summary>
    private const long Lock = 0x4C756E78756E; // "Lunxun"

    /// <summary>Those of the named tables that are not there.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(IReadOnlyList<string> tables, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("SELECT t FROM unnest($1) AS t WHERE to_regclass(t) IS NULL ORDER BY t", connection);
        command.Parameters.AddWithValue(tables.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var missing = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            missing.Add(reader.GetString(0));
        }

        return missing;
    }

    /// <param name="script">Creates only what is missing.</param>
    public async Task CreateAsync(string script, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection))
        {
            alone.Parameters.AddWithValue(Lock);
            await alone.ExecuteNonQueryAsync(ct);
        }

        await using (var create = new NpgsqlCommand(script, connection))
        {
            await create.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }
}
