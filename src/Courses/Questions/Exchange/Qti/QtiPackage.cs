using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>A zip with a manifest and one file per item, or one such file alone.</summary>
internal static class QtiPackage
{
    private const string Manifest = "imsmanifest.xml";

    /// <summary>The same questions make the same bytes.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool Claims(ForeignFile file, string root)
    {
        if (ForeignZip.Is(file))
        {
            return file.Zip().Value?.Files.Any(f => IsXml(f.Key) && ForeignText.Decode(f.Value).Value is { } text && HasRoot(text.Text, root)) is true;
        }

        return file.Text().Value is { } alone && HasRoot(alone.Text, root);
    }

    public static Outcome<ForeignReading> Read(ForeignFile file, ForeignFormat.Words words)
    {
        if (!ForeignZip.Is(file))
        {
            return file.Text().Value is { } text ? Alone(text, words) : file.Text().Refusal!;
        }

        var zip = file.Zip();
        if (zip.Value is not { } package)
        {
            return zip.Refusal!;
        }

        var names = Names(package);
        return names.Refusal is { } refusal ? refusal : new ForeignReading([.. ForeignReading.Enough(names.Value!.Items).SelectMany(name => Items(package, name, words))], []);
    }

    public static byte[] Write(IEnumerable<Question> questions, QtiVersion version)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            var items = questions.Select(q => (Href: $"items/{q.Key}.xml", Item: version.Item(QtiItemWriter.Write(q)))).ToList();
            Add(zip, Manifest, version.Manifest(items.Select(i => (i.Item.Attribute("identifier")!.Value, i.Href))));
            items.ForEach(i => Add(zip, i.Href, i.Item));
        }

        return bytes.ToArray();
    }

    private static Outcome<ForeignReading> Alone(ForeignText text, ForeignFormat.Words words)
    {
        var xml = ForeignXml.Load(text.Text);
        return xml.Value?.Root is { } root ? new ForeignReading([Item(root, "", words)], text.Notes) : xml.Refusal ?? new Refusal("Exchange.NotThisFormat");
    }

    private sealed record ItemNames(IReadOnlyList<string> Items);

    /// <summary>The items of the manifest in its order; without a manifest, every file that is one.</summary>
    private static Outcome<ItemNames> Names(ForeignZip package)
    {
        if (package.Files.Keys.Where(k => k.EndsWith(Manifest, StringComparison.OrdinalIgnoreCase)).MinBy(k => k.Length) is not { } manifest)
        {
            return new ItemNames([.. package.Files.Keys.Where(IsXml).Order(StringComparer.Ordinal)]);
        }

        var xml = Xml(package, manifest);
        if (xml.Value?.Root is not { } root)
        {
            return xml.Refusal ?? new Refusal("Exchange.NotThisFormat");
        }

        var folder = manifest[..^Manifest.Length];
        return new ItemNames(
        [
            .. root.Descendants().Where(e => e.Name.LocalName == "resource" && e.Attribute("type")?.Value.StartsWith("imsqti_item", StringComparison.Ordinal) is true)
                .Select(e => e.Attribute("href")?.Value ?? e.Elements().FirstOrDefault(f => f.Name.LocalName == "file")?.Attribute("href")?.Value ?? "")
                .Select(href => folder + Uri.UnescapeDataString(href)),
        ]);
    }

    private static IEnumerable<ForeignItem> Items(ForeignZip package, string name, ForeignFormat.Words words)
    {
        if (!package.Files.ContainsKey(name))
        {
            return [new ForeignItem(new Place(Titles.Short(name), 0)) { Title = Titles.Short(name), Refusal = new Refusal("Exchange.MissingFile", Titles.Short(name)) }];
        }

        var xml = Xml(package, name);
        return [xml.Value?.Root is { } root ? Item(root, name, words) : new ForeignItem(new Place(name, 0)) { Title = name, Refusal = xml.Refusal ?? new Refusal("Exchange.NotThisFormat") }];
    }

    private static ForeignItem Item(XElement root, string file, ForeignFormat.Words words)
    {
        var item = QtiNames.ToTwo(root);
        var losses = new LossList();
        var outcome = item.Name.LocalName == "assessmentItem" ? new QtiItemReader(item, words, losses).Read() : new Refusal("Exchange.NotThisFormat");
        string Attribute(string name) => item.Attribute(name)?.Value.Trim() ?? "";
        return new ForeignItem(new Place(file, file.Length == 0 ? ForeignXml.LineOf(root) : 0))
        {
            Names = [Attribute("identifier"), Attribute("title")],
            Lessons = Attribute("label") is { Length: > 0 } label ? [label] : [],
            Title = Titles.Short(Attribute("title")),
            Question = outcome.Value,
            Refusal = outcome.Refusal,
            Losses = losses,
        };
    }

    private static Outcome<XDocument> Xml(ForeignZip package, string name) =>
        ForeignText.Decode(package.Files[name]) is { Value: { } text } ? ForeignXml.Load(text.Text) : new Refusal("Exchange.NotText");

    private static bool IsXml(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private static bool HasRoot(string text, string root) =>
        text.Contains($"<{root}", StringComparison.Ordinal) || text.Contains($":{root} ", StringComparison.Ordinal);

    private static void Add(ZipArchive zip, string name, XElement element)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();

        // Not indented: a line end between two words of a sentence would be a space.
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None });
        element.Save(writer);
    }
}

/// <summary>What differs between the versions: names, namespaces, and how the package calls itself.</summary>
internal sealed record QtiVersion(XNamespace Namespace, XNamespace Packaging, string Resource, string Schema, string SchemaVersion, bool IsThree)
{
    public XElement Item(XElement item)
    {
        if (!IsThree)
        {
            return QtiNames.InNamespace(item, Namespace);
        }

        if (item.Element("responseProcessing")?.Attribute("template") is { } template)
        {
            template.Value = $"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{template.Value.Split('/')[^1]}.xml";
        }

        return QtiNames.ToThree(item, Namespace);
    }

    public XElement Manifest(IEnumerable<(string Id, string Href)> items) => new(
        Packaging + "manifest",
        new XAttribute("identifier", "MANIFEST"),
        new XElement(Packaging + "metadata", new XElement(Packaging + "schema", Schema), new XElement(Packaging + "schemaversion", SchemaVersion)),
        new XElement(Packaging + "organizations"),
        new XElement(Packaging + "resources", items.Select(i => new XElement(
            Packaging + "resource",
            new XAttribute("identifier", "RES-" + i.Id),
            new XAttribute("type", Resource),
            new XAttribute("href", i.Href),
            new XElement(Packaging + "file", new XAttribute("href", i.Href))))));
}
