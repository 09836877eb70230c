namespace Learning.Courses.Questions.Exchange;

/// <summary>A file from elsewhere, whole in memory and never larger than the limit.</summary>
public sealed class ForeignFile
{
    /// <summary>A bank may have a quarter of it. Whatever is larger is no file of questions, or one that has to be divided.</summary>
    public const int LargestBytes = 4 * 1024 * 1024;

    private readonly Lazy<Outcome<ForeignText>> text;
    private readonly Lazy<Outcome<ForeignZip>> zip;

    private ForeignFile(string name, byte[] bytes)
    {
        (Name, Bytes) = (name, bytes);
        text = new(() => ForeignText.Decode(bytes));
        zip = new(() => ForeignZip.Open(this));
    }

    /// <summary>Without folders.</summary>
    public string Name { get; }

    internal byte[] Bytes { get; }

    /// <summary>Takes no more from the stream than the limit allows, whatever its length says.</summary>
    public static async Task<Outcome<ForeignFile>> ReadAsync(string name, Stream stream, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = new MemoryStream();
        if (stream.CanSeek && stream.Length > LargestBytes)
        {
            return TooLarge();
        }

        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, ct) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LargestBytes)
            {
                return TooLarge();
            }
        }

        return bytes.Length == 0 ? new Refusal("Exchange.Empty") : new ForeignFile(name, bytes.ToArray());
    }

    public static Refusal TooLarge() => new("Exchange.TooLarge", LargestBytes / 1024 / 1024);

    internal static ForeignFile Of(string name, byte[] bytes) => new(name, bytes);

    internal bool StartsWith(ReadOnlySpan<byte> start) => Bytes.AsSpan().StartsWith(start);

    /// <summary>The words in it, or why there are none.</summary>
    internal Outcome<ForeignText> Text() => text.Value;

    /// <summary>The files in it, or why it is no package.</summary>
    internal Outcome<ForeignZip> Zip() => zip.Value;
}
