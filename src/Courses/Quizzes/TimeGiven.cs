namespace Learning.Courses.Quizzes;

/// <summary>Time by which the deadline of one sitting was moved back because the server did not run.</summary>
/// <param name="DownFrom">The last sign of life before. With the attempt it is unique: two servers that start together give once.</param>
public sealed record TimeGiven(Guid Id, MemberId MemberId, Guid AttemptId, DateTime DownFrom, DateTime DownTo, int Seconds, DateTime RecordedAt) : IOfMember, IProvable
{
    public EvidenceFacts Evidence() => new(
        "sitting.time-given",
        MemberId,
        null,
        new Dictionary<string, object?>
        {
            ["attempt"] = AttemptId,
            ["from"] = DownFrom,
            ["to"] = DownTo,
            ["seconds"] = Seconds,
        });
}

/// <summary>The last sign of life of the server: one row, written over again and again. Not a fact; without it a restart could not know how long nobody was served.</summary>
public sealed class ServerPulse(DateTime at)
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;
    public DateTime At { get; private set; } = at;
}
