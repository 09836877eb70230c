using System.IO.Compression;
using System.Text;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Tests.Questions.Exchange;

/// <summary>Zip files as others make them, well and ill.</summary>
internal static class Packages
{
    public static ForeignFile Of(params (string Name, string Text)[] files) => ForeignFile.Of("a.zip", Bytes(files));

    public static byte[] Bytes(params (string Name, string Text)[] files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Many megabytes of nothing, which pack well.</summary>
    public static byte[] Bomb(int megabytes)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var stream = zip.CreateEntry("imsmanifest.xml").Open();
            var nothing = new byte[1024 * 1024];
            for (var i = 0; i < megabytes; i++)
            {
                stream.Write(nothing);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The sizes that the package promises, made small: what comes out is counted and not believed.</summary>
    public static byte[] Lying(byte[] bomb)
    {
        var lie = (byte[])bomb.Clone();
        for (var i = 0; i + 28 < lie.Length; i++)
        {
            if (lie.AsSpan(i, 4).SequenceEqual("PK\x01\x02"u8))
            {
                BitConverter.TryWriteBytes(lie.AsSpan(i + 24, 4), 10u);
            }
        }

        return lie;
    }
}
