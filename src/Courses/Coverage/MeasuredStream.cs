namespace Learning.Courses.Coverage;

/// <summary>Counts what is read and stops at a limit.</summary>
internal sealed class MeasuredStream(Stream inner, long most) : Stream
{
    private long length;

    /// <summary>So far.</summary>
    public override long Length => length;

    public bool IsOver => length > most;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Position { get => length; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        length += read;
        return IsOver ? throw new InvalidDataException($"More than {most} bytes.") : read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
