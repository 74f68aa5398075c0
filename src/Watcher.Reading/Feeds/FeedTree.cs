using System.Xml;

namespace Watcher.Reading.Feeds;

/// <summary>Builds the tree of a feed from sound XML. DTDs are skipped, never resolved, and no entity of theirs is expanded.</summary>
internal static class FeedTree
{
    /// <exception cref="XmlException">The text is not sound XML; <see cref="LenientXml"/> reads it then.</exception>
    public static FeedElement? Read(string text)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        FeedElement? root = null;
        FeedElement? open = null;
        var rootAddress = "";
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    if (open is not null && reader.Depth >= FeedLimits.MaxDepth)
                    {
                        break;   // unfolded: its text falls to the element above
                    }

                    // RDF wraps everything in its own root; what the feed calls its core is the namespace of the first child then.
                    rootAddress = root is null || (open == root && root.Vocabulary == Vocabulary.Rdf && !root.Children.Any()) ? reader.NamespaceURI : rootAddress;
                    var vocabulary = FeedVocabulary.Of(reader.NamespaceURI, reader.Prefix.ToLowerInvariant(), rootAddress);
                    var element = new FeedElement(vocabulary, reader.LocalName.ToLowerInvariant(), open);
                    while (reader.MoveToNextAttribute() && element.Attributes.Count < FeedLimits.MaxAttributes)
                    {
                        element.Attributes.Add(new(AttributeName(reader), reader.Value));
                    }

                    open?.Content.Add(element);
                    root ??= element;
                    open = isEmpty ? open : element;
                    break;
                case XmlNodeType.EndElement when reader.Depth < FeedLimits.MaxDepth:
                    open = open?.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    open?.Content.Add(reader.Value);
                    break;
            }
        }

        return root;
    }

    private static string AttributeName(XmlReader reader) => reader.NamespaceURI switch
    {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#" => "rdf:" + reader.LocalName.ToLowerInvariant(),
        _ => reader.Name.ToLowerInvariant(),
    };
}
