using System.Security.Cryptography;
using System.Text;
using Learning.Courses.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Learning.Web.Features.Record;

/// <summary>
/// The record as one signed file. The page is hashed while it is sent, and the seal follows at the end: nothing but one member's
/// rows is ever held in memory.
/// </summary>
internal sealed class RecordFileResult(LedgerKey key, string name) : ViewResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var body = response.Body;
        var attachment = new ContentDispositionHeaderValue("attachment");
        attachment.SetHttpFileName(name);
        response.Headers.ContentDisposition = attachment.ToString();
        ContentType = "text/html; charset=utf-8";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var hashing = new HashingStream(body, hash, Encoding.UTF8.GetBytes(SubjectFile.Header + "\n")))
        {
            response.Body = hashing;
            try
            {
                await base.ExecuteResultAsync(context);
            }
            finally
            {
                response.Body = body;
            }
        }

        await body.WriteAsync(Encoding.UTF8.GetBytes(SubjectFile.Seal(key.SignFile(hash.GetHashAndReset()))), context.HttpContext.RequestAborted);
    }

    /// <summary>Hashes what goes through it. The first line goes before the first byte of the page and not earlier: with it the headers are sent.</summary>
    private sealed class HashingStream(Stream to, IncrementalHash hash, byte[] firstLine) : Stream
    {
        private byte[]? pending = firstLine;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (pending is { } line)
            {
                pending = null;
                hash.AppendData(line);
                await to.WriteAsync(line, cancellationToken);
            }

            hash.AppendData(buffer.Span);
            await to.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Pages are written asynchronously.");

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
